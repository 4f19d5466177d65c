-- Slugs that articles were found under before they were renamed, so that a link from then still leads to the story.

create table former_slugs (
    slug       text    primary key,
    article_id integer not null references articles (id)
) strict, without rowid;

-- A file that names another slug than before is recognised by where it is.
create index articles_from_source on articles (source) where source is not null;
