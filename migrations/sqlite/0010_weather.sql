-- What a weather service said last of where the paper is at home, and what pages were told of it. The latter changes
-- only together with an event.

create table weather (
    id            integer primary key check (id = 1),
    -- As the settings name it.
    place         text    not null,
    service       text    not null,
    -- Tenths of a degree Celsius.
    temperature   integer not null,
    measured_at   integer not null,
    asked_at      integer not null,
    expires_at    integer,
    etag          text,
    last_modified text,
    told          integer not null,
    told_until    integer not null
) strict;

-- Where places are, in ten-thousandths of a degree north and east.
create table places (
    name      text    primary key,
    latitude  integer not null,
    longitude integer not null,
    found_at  integer not null
) strict, without rowid;
