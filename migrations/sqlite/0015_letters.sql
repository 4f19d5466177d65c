-- Letters: what there is to subscribe to, who did and when they agreed, the issues of each, and whom each is to be
-- sent to.

-- What links in letters are signed with: made once.
create table letter_secret (
    id     integer primary key check (id = 1),
    secret blob    not null
) strict;

create table letters (
    id       integer primary key autoincrement,
    slug     text    not null unique,
    name     text    not null,
    promise  text    not null,
    -- When it goes out, such as `daily 06:30`; see the schedule's own documentation.
    schedule text    not null,
    -- What it gathers, such as `newest, most-read`, and of which sections, none for all.
    gathers  text    not null,
    sections text    not null default '',
    shortest integer not null,
    longest  integer not null,
    reply_to text,
    -- Whether it goes out by itself, waits, or is no longer offered.
    state    text    not null check (state in ('running', 'paused', 'retired')),
    -- Where its definition comes from: the program, the settings file or the command line.
    source   text    not null check (source in ('program', 'settings', 'command')),
    place    integer not null default 0,
    -- From which moment on slots of its schedule count; earlier ones never went out and never will.
    since    integer not null,
    -- The latest slot for which it was decided whether an issue is made: a morning without news is not looked at again.
    decided_until integer not null default 0
) strict;

create table subscribers_with_states (
    id           integer primary key autoincrement,
    address      text    not null,
    key          text    not null unique,
    -- A letter to a bounced address came back for good; a complaint is a reader who called one spam.
    state        text    not null check (state in ('unconfirmed', 'confirmed', 'bounced', 'complained')),
    frequency    text    not null default 'every' check (frequency in ('every', 'weekly')),
    paused_until integer,
    soft_bounces integer not null default 0,
    created_at   integer not null,
    confirmed_at integer
) strict;

insert into subscribers_with_states (id, address, key, state, created_at)
select id, address, key, state, created_at from subscribers;

drop table subscribers;
alter table subscribers_with_states rename to subscribers;

-- Who gets which letter.
create table subscriptions (
    subscriber_id integer not null references subscribers (id) on delete cascade,
    letter_id     integer not null references letters (id) on delete cascade,
    since         integer not null,
    primary key (letter_id, subscriber_id)
) strict, without rowid;

create index subscriptions_of_subscriber on subscriptions (subscriber_id);

-- What somebody agreed to, where, and in which words; in force once it is confirmed.
create table consents (
    id            integer primary key autoincrement,
    subscriber_id integer not null references subscribers (id) on delete cascade,
    asked_at      integer not null,
    form          text    not null,
    wording       text    not null,
    -- The slugs of letters, with commas between.
    letters       text    not null,
    confirmed_at  integer
) strict;

create index consents_of_subscriber on consents (subscriber_id, asked_at);

create table letter_issues (
    id          integer primary key autoincrement,
    letter_id   integer not null references letters (id),
    number      integer not null,
    -- The local date and time it was due, `breaking/` and a number, or `by-hand/` and a moment: each slot once, whatever
    -- clocks do.
    slot        text    not null,
    subject     text    not null,
    preheader   text    not null,
    html        text    not null,
    plain       text    not null,
    -- Articles it has, so that the next one has others: numbers with commas between.
    articles    text    not null,
    state       text    not null check (state in ('sending', 'paused', 'done', 'cancelled')),
    composed_at integer not null,
    -- Up to when what came out was gathered.
    until       integer not null,
    unique (letter_id, slot),
    unique (letter_id, number)
) strict;

create index letter_issues_under_way on letter_issues (state) where state in ('sending', 'paused');

-- One letter to one reader. Without an issue it is about the subscription itself: a link to confirm, or to change it.
create table letter_deliveries (
    id            integer primary key autoincrement,
    issue_id      integer references letter_issues (id),
    subscriber_id integer references subscribers (id) on delete set null,
    consent_id    integer references consents (id) on delete set null,
    state         text    not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
    failures      integer not null default 0,
    due_at        integer not null,
    ended_at      integer,
    -- What the mail server said last.
    answer        text,
    -- How it came back after it was sent, the worst that is known, and when that was heard.
    returned      text    check (returned in ('soft', 'hard', 'complaint')),
    returned_at   integer,
    unique (issue_id, subscriber_id)
) strict;

create index letter_deliveries_due on letter_deliveries (issue_id, state, due_at);
create index letter_deliveries_of_subscriber on letter_deliveries (subscriber_id);
