-- What the paper made of its pictures. Of a picture that was not looked into yet, all four are null.

-- When it was looked into.
alter table pictures add column prepared_at integer;
-- The smaller files there are, such as `1 160,320,640 jpg 640`: by recipe 1, those widths in AVIF and in WebP, and
-- one JPEG. The names of the files follow from it, so that a list of articles reads one short text for each picture.
alter table pictures add column variants text;
-- The colour most of it has, such as `26a`.
alter table pictures add column tone text;
-- Why there are no smaller files although there should be.
alter table pictures add column problem text;

create index pictures_unprepared on pictures (id) where prepared_at is null;
