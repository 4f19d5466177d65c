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

create index version_corrections_newest on version_corrections (at desc, version_id desc);
