-- The library of pictures: what is known of each file, where it is used, and by which words it is found.

-- When it was brought in; null for what an earlier version kept. Whoever brought it; null for an import.
alter table pictures add column kept_at integer;
alter table pictures add column kept_by integer references accounts (id);
-- What its file was called.
alter table pictures add column file_name text;
-- What the editor offers when it is put into a story.
alter table pictures add column alt text;
alter table pictures add column caption text;
alter table pictures add column credit text;
alter table pictures add column licence text;
-- What has to be seen of it where it is cut: percent from the left and from the top, such as `30 70`.
alter table pictures add column focus text;
-- Since when nothing uses it; null while something does.
alter table pictures add column unused_since integer;

create index pictures_unused on pictures (id) where unused_since is not null;
-- A picture that goes is looked for there.
create index versions_of_picture on versions (picture_id) where picture_id is not null;
create index profiles_of_picture on profiles (picture_id) where picture_id is not null;
create index pictures_kept_by on pictures (kept_by, id) where kept_by is not null;

-- What names a picture, in whichever of its versions: an article, an entry of coverage, a story of the desk, an author's
-- profile. Articles, entries and stories keep every version, so a row of theirs stays.
create table picture_uses (
    picture_id integer not null references pictures (id),
    place      text    not null check (place in ('article', 'entry', 'story', 'profile')),
    owner_id   integer not null,
    -- The newest version, or save, that names it.
    last       integer not null,
    primary key (picture_id, place, owner_id)
) strict, without rowid;

create index picture_uses_of on picture_uses (place, owner_id);

-- Of what was purged, until its files are gone too.
create table purged_pictures (
    hash text primary key
) strict, without rowid;

-- What a picture is found by: its file's name, what is said about it, and the headlines it stands below.
create virtual table picture_words using fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);

insert into picture_uses (picture_id, place, owner_id, last)
select picture_id, 'article', article_id, max(number) from versions where picture_id is not null group by 1, 3;

insert into picture_uses (picture_id, place, owner_id, last)
select picture_id, 'profile', author_id, 1 from profiles where picture_id is not null;

-- Pictures named in texts: what stands after each `/media/`, up to the end of the name.
with recursive
    texts (place, owner_id, version, text) as (
        select 'article', article_id, number, body from versions
        union all
        select 'entry', entry_id, number, text from entry_versions
        union all
        select 'story', story_id, number, fields from saves
        union all
        select 'profile', author_id, 1, biography from profiles
    ),
    named (place, owner_id, version, rest) as (
        select place, owner_id, version, substr(text, instr(text, '/media/') + 7)
          from texts where instr(text, '/media/') > 0
        union all
        select place, owner_id, version, substr(rest, instr(rest, '/media/') + 7)
          from named where instr(rest, '/media/') > 0
    )
insert into picture_uses (picture_id, place, owner_id, last)
select p.id, n.place, n.owner_id, max(n.version)
  from named n join pictures p on p.hash = substr(n.rest, 1, 32)
 group by 1, 2, 3
    on conflict (picture_id, place, owner_id) do update set last = max(last, excluded.last);

update pictures set unused_since = unixepoch() * 1000000
 where not exists (select 1 from picture_uses where picture_id = pictures.id);
