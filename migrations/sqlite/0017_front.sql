-- The front arranged by hand. Rows are added, never changed, so that the front of any evening can be told again.

create table front_arrangements (
    number      integer primary key autoincrement,
    made_at     integer not null,
    -- Who made it; null for the command line.
    made_by     text,
    -- When readers are to get it.
    goes_out_at integer not null,
    check (goes_out_at >= made_at)
) strict;

-- Those that were not for at once: the schedule is looked at every second.
create index front_arrangements_scheduled on front_arrangements (goes_out_at, number) where goes_out_at > made_at;

-- Which article stands where. A place that is not in here is filled as if nobody had arranged anything.
create table front_slots (
    arrangement integer not null references front_arrangements (number),
    slot        text    not null check (slot in ('lead', 'second', 'dont_miss')),
    position    integer not null check (position >= 1),
    article_id  integer not null references articles (id),
    primary key (arrangement, slot, position)
) strict, without rowid;

-- What became of arrangements, in order. One without a row here waits for its time.
create table front_turns (
    number      integer primary key autoincrement,
    arrangement integer not null unique references front_arrangements (number),
    -- Readers have it from then on, until the next; or they never get it.
    turn        text    not null check (turn in ('out', 'called_off')),
    at          integer not null
) strict;

create index front_turns_out on front_turns (at, number) where turn = 'out';
