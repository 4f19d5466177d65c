-- Which form made a story or an entry, so that the same form makes it once, however often it is sent: a hash of the key that the form
-- was drawn with and of what was typed into it. None for what came otherwise.
alter table stories add column once blob;
create unique index stories_once on stories (once) where once is not null;

alter table entries add column once blob;
create unique index entries_once on entries (once) where once is not null;
