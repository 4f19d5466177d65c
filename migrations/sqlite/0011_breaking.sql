-- The breaking bar. One that came down stays here, so that the next has a number of its own.

create table breaking (
    id         integer primary key autoincrement,
    text       text    not null,
    language   text,
    -- The story it leads to, if it leads to one.
    article_id integer references articles (id),
    set_at     integer not null,
    until      integer not null,
    -- When it came down; null while it stands.
    cleared_at integer,
    check (until > set_at)
) strict;

-- At most one stands.
create unique index breaking_standing on breaking (cleared_at is null) where cleared_at is null;

-- Which versions of an article readers have had is written in the log.
create index events_of_article on events (article_id, number) where article_id is not null;
