-- What other sites answered to the addresses that stories lead to.
create table elsewhere (
    address   text    primary key,
    -- When a story last wanted to know; what nobody wants to know any more is forgotten.
    wanted_at integer not null,
    -- When it is to be asked; none while what is known will do.
    due_at    integer,
    -- How often in a row nothing was heard that says something of the address, and why the last time.
    failures  integer not null default 0,
    trouble   text,
    -- What was found last, and when; none before that.
    is_dead   integer check (is_dead in (0, 1)),
    why       text,
    found_at  integer,
    check ((is_dead is null) = (found_at is null) and (is_dead is null) = (why is null))
) strict;
create index elsewhere_due on elsewhere (due_at) where due_at is not null;
