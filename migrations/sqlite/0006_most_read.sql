-- How often articles are opened: a number for each hour, and nothing about who opened them.

create table views (
    -- Hours since 1970 in UTC.
    hour       integer not null,
    article_id integer not null references articles (id),
    count      integer not null,
    primary key (hour, article_id)
) strict, without rowid;

-- What readers open most, as the pages show it. It changes only together with an event.
create table most_read (
    position   integer primary key,
    article_id integer not null references articles (id)
) strict;
