-- What owners set of the paper at its desk. Rows are added, never changed: the newest of a setting is what the desk says of it, and
-- all of them are how it came to that.
create table desk_settings (
    number     integer primary key autoincrement,
    setting    text    not null,
    -- As it is kept; null: from then on the desk says nothing of it, and the settings file does, or the default.
    value      text,
    at         integer not null,
    account_id integer references accounts (id)
) strict;

create index desk_settings_newest on desk_settings (setting, number);

-- Addresses of an earlier site, or of pages that moved. Asked only where nothing else answers.
create table redirects (
    path       text    primary key,
    -- Where it leads to; null: it leads nowhere any more, which is said.
    target     text,
    made_at    integer not null,
    account_id integer references accounts (id)
) strict, without rowid;

-- Saves that a script made every few seconds, the oldest first: most of them are let go.
create index saves_by_themselves on saves (at) where kind = 'auto';
