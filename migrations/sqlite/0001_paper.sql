-- The paper: sections, authors, articles and their versions, subscribers, and the event log.
-- Times are UTC microseconds since 1970 in integers; states are words; a `key` is what uniqueness goes by.

-- "DTLN": tells our files from other programs'.
pragma application_id = 0x44544C4E;

create table sections (
    id       integer primary key,
    slug     text    not null unique,
    name     text    not null
) strict;

create table topics (
    id   integer primary key,
    slug text    not null unique,
    name text    not null
) strict;

create table authors (
    id   integer primary key,
    slug text    not null unique,
    name text    not null
) strict;

create table pictures (
    id         integer primary key,
    hash       text    not null unique,
    media_type text    not null,
    width      integer not null,
    height     integer not null
) strict;

create table articles (
    id               integer primary key autoincrement,
    slug             text    not null unique,
    section_id       integer not null references sections (id),
    state            text    not null check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
    -- When the state was or is to be reached: the time of publication, of the schedule, of the withdrawal.
    state_at         integer not null,
    -- When readers first saw it; null until they did.
    published_at     integer,
    withdrawn_reason text,
    -- The version readers get, and, for what they do not see yet, the one they will get.
    version_id       integer references versions (id),
    dont_miss        integer not null default 0,
    -- The file it was imported from, if it was.
    source           text,
    check ((state = 'withdrawn') = (withdrawn_reason is not null)),
    check (state <> 'published' or published_at is not null)
) strict;

create index articles_newest on articles (published_at desc, id desc) where state = 'published';
create index articles_of_section on articles (section_id, published_at desc, id desc) where state = 'published';
create index articles_picked on articles (published_at desc, id desc) where state = 'published' and dont_miss = 1;
create index articles_due on articles (state_at) where state = 'scheduled';

-- Every saved state of every article. Rows are added, never changed.
create table versions (
    id              integer primary key autoincrement,
    article_id      integer not null references articles (id),
    number          integer not null check (number >= 1),
    headline        text    not null,
    standfirst      text,
    body            text    not null,
    language        text,
    picture_id      integer references pictures (id),
    picture_alt     text,
    picture_caption text,
    picture_credit  text,
    saved_at        integer not null,
    unique (article_id, number)
) strict;

create table version_authors (
    version_id integer not null references versions (id),
    position   integer not null,
    author_id  integer not null references authors (id),
    primary key (version_id, position)
) strict, without rowid;

create index version_authors_by_author on version_authors (author_id, version_id);

create table version_topics (
    version_id integer not null references versions (id),
    position   integer not null,
    topic_id   integer not null references topics (id),
    primary key (version_id, position)
) strict, without rowid;

create index version_topics_by_topic on version_topics (topic_id, version_id);

-- What happened to the paper, in order. Numbers only grow and are never used again.
create table events (
    number     integer primary key autoincrement,
    kind       text    not null,
    article_id integer references articles (id),
    version_id integer references versions (id),
    at         integer not null
) strict;

create table subscribers (
    id         integer primary key autoincrement,
    address    text    not null,
    key        text    not null unique,
    state      text    not null check (state in ('unconfirmed')),
    created_at integer not null
) strict;
