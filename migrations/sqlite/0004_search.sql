-- What can be found: the words of every published article, and the lists it stands in. All of it says
-- again what stands in the articles and their versions, in the order in which it is asked for.

-- A row's number is made of when the article came out and of the article's number, so that the newest come
-- first and days are a range of rows.
create virtual table search using fts5 (
    headline,
    standfirst,
    body,
    -- Authors, section and topics.
    names,
    -- A word nobody types for the section, so that a search within one costs no more than one without.
    scope,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);

create table article_search (
    article_id integer primary key references articles (id),
    search_row integer not null unique
) strict;

create table article_topics (
    topic_id     integer not null references topics (id),
    published_at integer not null,
    article_id   integer not null references articles (id),
    primary key (topic_id, published_at, article_id)
) strict, without rowid;

create index article_topics_of_article on article_topics (article_id);

create table article_authors (
    author_id    integer not null references authors (id),
    published_at integer not null,
    article_id   integer not null references articles (id),
    primary key (author_id, published_at, article_id)
) strict, without rowid;

create index article_authors_of_article on article_authors (article_id);

insert into article_topics (topic_id, published_at, article_id)
select distinct l.topic_id, a.published_at, a.id
  from articles a join version_topics l on l.version_id = a.version_id
 where a.state = 'published';

insert into article_authors (author_id, published_at, article_id)
select distinct l.author_id, a.published_at, a.id
  from articles a join version_authors l on l.version_id = a.version_id
 where a.state = 'published';
