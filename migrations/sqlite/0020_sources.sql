-- Where readers came from when they opened an article: the name of a site, and nothing about who they were.

create table view_sources (
    -- Hours since 1970 in UTC.
    hour       integer not null,
    article_id integer not null references articles (id),
    source     text    not null,
    count      integer not null,
    primary key (hour, article_id, source)
) strict, without rowid;
