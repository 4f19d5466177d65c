-- How fast pages were in readers' browsers: how many of a day fell between two bounds, and nothing about whose they were.

create table vitals (
    -- Days since 1970 in UTC.
    day        integer not null,
    -- What kind of page, on what kind of screen, and how it was opened.
    page       text    not null,
    device     text    not null,
    navigation text    not null,
    metric     text    not null,
    -- The lower end of the bucket, which is not in it: milliseconds, or thousandths for cls. The next one up is its upper end.
    above      integer not null,
    count      integer not null,
    primary key (day, page, device, navigation, metric, above)
) strict, without rowid;
