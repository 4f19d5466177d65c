-- Up to which event of the log those who pass it on to others have got.

create table followers (
    name     text    primary key,
    position integer not null
) strict, without rowid;
