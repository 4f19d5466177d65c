-- Readers and letters at the desk: who is looked up, what came back, and issues that somebody composes by hand.

-- The subscribers in one state, the newest first.
create index subscribers_in_state on subscribers (state, id);

-- When a reader left the letter of a copy that they had got before. It stands at the last one.
alter table letter_deliveries add column left_at integer;

-- What came back, or was refused at once, the latest first.
create index letter_deliveries_back on letter_deliveries (coalesce(returned_at, ended_at), id)
    where returned is not null or state = 'failed';
create index letter_deliveries_returned on letter_deliveries (issue_id, returned) where returned is not null;
create index letter_deliveries_left on letter_deliveries (issue_id) where left_at is not null;

-- What an issue is to have that is not made by itself. A letter has one at a time.
create table letter_drafts (
    letter_id    integer primary key references letters (id) on delete cascade,
    -- How often it was saved, so that nobody overwrites what they have not seen.
    number       integer not null,
    subject      text    not null,
    preheader    text    not null,
    introduction text    not null,
    -- Articles in their order: numbers with commas between.
    articles     text    not null,
    -- Whether it is what goes out by the schedule next; else it waits until somebody sends it.
    is_next      integer not null check (is_next in (0, 1)),
    saved_at     integer not null,
    saved_by     integer references accounts (id)
) strict;

-- What somebody wrote above the stories of an issue, as Markdown.
alter table letter_issues add column introduction text not null default '';
