-- What readers are told of an author, and the file it comes from. An author may have none.

create table profiles (
    author_id       integer primary key references authors (id),
    role            text,
    biography       text    not null,
    language        text,
    picture_id      integer references pictures (id),
    picture_alt     text,
    picture_caption text,
    picture_credit  text,
    source          text    not null,
    saved_at        integer not null
) strict;
