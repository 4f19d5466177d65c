-- The desk: who may work at it, what they are writing, and what they did.

create table accounts (
    id         integer primary key autoincrement,
    name       text    not null,
    address    text    not null,
    key        text    not null unique,
    role       text    not null check (role in ('owner', 'editor', 'reporter', 'guest')),
    -- A PHC string (Argon2id); null until one was chosen.
    password   text,
    made_at    integer not null,
    -- From then on nobody signs in with it. What they did stays.
    closed_at  integer
) strict;

-- The sections that an account may work in; all of them if there is none.
create table account_sections (
    account_id integer not null references accounts (id),
    section    text    not null,
    primary key (account_id, section)
) strict, without rowid;

-- A link that lets somebody in once: the founding owner, somebody who was invited, somebody who lost a password. Only a
-- hash of what stands in it is kept.
create table desk_links (
    hash       blob    primary key,
    -- None: whoever opens it founds the desk.
    account_id integer references accounts (id),
    made_at    integer not null,
    expires_at integer not null,
    used_at    integer
) strict, without rowid;

create table desk_sessions (
    id         integer primary key autoincrement,
    hash       blob    not null unique,
    account_id integer not null references accounts (id),
    made_at    integer not null,
    seen_at    integer not null,
    expires_at integer not null,
    -- What the browser calls itself, for the list that its owner sees.
    browser    text    not null
) strict;

create index desk_sessions_of on desk_sessions (account_id);

-- Who did what. Rows are added, never changed.
create table desk_log (
    number     integer primary key autoincrement,
    at         integer not null,
    -- None: nobody was signed in.
    account_id integer references accounts (id),
    action     text    not null,
    -- What it was done to, in words.
    subject    text    not null,
    is_refused integer not null
) strict;

-- What is being written. Readers have articles; a story is what becomes the next version of one.
create table stories (
    id            integer primary key autoincrement,
    -- What it came out as; none before it did.
    article_id    integer unique references articles (id),
    made_by       integer references accounts (id),
    made_at       integer not null,
    -- What lists show of the newest save.
    headline      text    not null,
    section       text    not null,
    -- The newest save, and since when.
    save          integer not null,
    saved_at      integer not null,
    -- The save that somebody is to read; none when nobody is.
    review_save   integer,
    -- The save that may go out.
    approved_save integer,
    -- The save that readers have.
    out_save      integer,
    -- The article's version that readers had when it went out; another one came from elsewhere.
    out_version   integer,
    publish_at    integer,
    embargo_until integer,
    expires_at    integer,
    -- What readers had wrong, to be told with what goes out next.
    correction    text,
    -- Thrown away before readers saw it. Nothing is lost: it can be taken back.
    binned_at     integer
) strict;

create index stories_at_work on stories (saved_at desc, id desc) where binned_at is null;
create index stories_due on stories (publish_at) where publish_at is not null;
create index stories_ending on stories (expires_at) where expires_at is not null;

-- Every saved state of every story, with all its fields as JSON.
create table saves (
    story_id integer not null references stories (id),
    number        integer not null check (number >= 1),
    -- The save that its author had before them; none for the first.
    base          integer,
    account_id    integer references accounts (id),
    at            integer not null,
    -- By itself every few seconds, by hand, by bringing two together, from an old one, from outside the desk, or beside the others,
    -- because two people changed the same words.
    kind          text    not null check (kind in ('auto', 'hand', 'merge', 'restore', 'outside', 'aside')),
    fields        text    not null,
    primary key (story_id, number)
) strict;

-- Notes to colleagues about a passage.
create table notes (
    id            integer primary key autoincrement,
    story_id integer not null references stories (id),
    account_id    integer not null references accounts (id),
    at            integer not null,
    -- The words it is about; empty for one about the whole.
    passage       text    not null,
    text          text    not null,
    resolved_at   integer,
    resolved_by   integer references accounts (id)
) strict;

create index notes_of on notes (story_id, id);

-- Links with which somebody without an account reads a draft.
create table draft_links (
    id            integer primary key autoincrement,
    hash          blob    not null unique,
    story_id integer not null references stories (id),
    account_id    integer not null references accounts (id),
    made_at       integer not null,
    expires_at    integer not null,
    ended_at      integer
) strict;

-- Who has a story open.
create table desk_presence (
    story_id integer not null references stories (id),
    account_id    integer not null references accounts (id),
    seen_at       integer not null,
    primary key (story_id, account_id)
) strict, without rowid;
