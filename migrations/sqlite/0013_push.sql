-- Notifications: who asked for them, about what, and which are on their way. No address of a device is kept, only that
-- of the push service which a reader's browser chose.

-- What the paper proves with that it is the paper (RFC 8292): made once, PKCS #8.
create table notification_key (
    id    integer primary key check (id = 1),
    pkcs8 blob    not null
) strict;

create table notification_readers (
    id         integer primary key autoincrement,
    endpoint   text    not null unique,
    public_key blob    not null,
    secret     blob    not null,
    created_at integer not null
) strict;

-- `breaking`, or `topic/` and a slug.
create table notification_subjects (
    subject   text    not null,
    reader_id integer not null references notification_readers (id) on delete cascade,
    primary key (subject, reader_id)
) strict, without rowid;

create index notification_subjects_of_reader on notification_subjects (reader_id);

-- What was told: each bar and each story once. They stay, so that a story which comes out again is not told again.
create table notifications (
    id          integer primary key autoincrement,
    breaking_id integer unique references breaking (id),
    article_id  integer unique references articles (id),
    expires_at  integer not null,
    check ((breaking_id is null) <> (article_id is null))
) strict;

-- Whom it has still to be told.
create table notification_deliveries (
    notification_id integer not null references notifications (id),
    reader_id       integer not null references notification_readers (id) on delete cascade,
    failures        integer not null default 0,
    due_at          integer not null,
    primary key (notification_id, reader_id)
) strict, without rowid;

create index notification_deliveries_due on notification_deliveries (due_at);
create index notification_deliveries_of_reader on notification_deliveries (reader_id);
