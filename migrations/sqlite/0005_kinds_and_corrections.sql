-- What sort of journalism an article is, what stands above its headline, and what it had wrong.

alter table versions add column kind text not null default 'news';
alter table versions add column kicker text;

create table version_corrections (
    version_id integer not null references versions (id),
    position   integer not null,
    at         integer not null,
    text       text    not null,
    primary key (version_id, position)
) strict, without rowid;

-- Those of published articles in the version readers get.
create table article_corrections (
    at         integer not null,
    article_id integer not null references articles (id),
    position   integer not null,
    text       text    not null,
    primary key (at, article_id, position)
) strict, without rowid;

create index article_corrections_of_article on article_corrections (article_id);
