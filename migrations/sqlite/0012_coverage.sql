-- Live coverage: the entries of an article, each with all its versions, and whether more is to come.

create table coverages (
    article_id integer primary key references articles (id),
    state      text    not null check (state in ('open', 'paused', 'closed')),
    -- When that state was reached.
    state_at   integer not null,
    -- When readers saw the state or an entry change last; null until they did.
    changed_at integer
) strict;

create table entries (
    id         integer primary key autoincrement,
    article_id integer not null references articles (id),
    -- Grows within its article and is never used again.
    number     integer not null check (number >= 1),
    at         integer not null,
    -- The version readers get.
    version_id integer references entry_versions (id),
    pinned_at  integer,
    -- Readers do not get it any more; it stays here.
    removed_at integer,
    -- The file it was imported from, if it was.
    source     text,
    unique (article_id, number)
) strict;

create index entries_pinned on entries (article_id, pinned_at) where pinned_at is not null and removed_at is null;
create index entries_from_source on entries (source) where source is not null;

-- Every saved state of every entry. Rows are added, never changed.
create table entry_versions (
    id       integer primary key autoincrement,
    entry_id integer not null references entries (id),
    number   integer not null check (number >= 1),
    headline text,
    text     text    not null,
    is_key   integer not null,
    saved_at integer not null,
    unique (entry_id, number)
) strict;

create table entry_version_authors (
    version_id integer not null references entry_versions (id),
    position   integer not null,
    author_id  integer not null references authors (id),
    primary key (version_id, position)
) strict, without rowid;

-- The entry that an event happened to, if to one.
alter table events add column entry_id integer references entries (id);
