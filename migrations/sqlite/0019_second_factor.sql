-- What accounts sign in with besides their password, and letters to the people of the desk.

-- What an account shares with an app that shows codes (RFC 6238). It is needed as it is to tell whether a code is right, so
-- whoever reads the store has one of the two things that a sign-in takes. The other, the password, is kept as a hash.
create table app_keys (
    account_id   integer primary key references accounts (id),
    key          blob    not null,
    made_at      integer not null,
    -- Since when it is asked for: its owner has shown that the app has it.
    confirmed_at integer,
    -- The 30 seconds whose code was used last: a code is good once.
    used_step    integer not null default 0
) strict;

-- Codes for somebody who lost what they sign in with; each is good once. Only hashes are kept.
create table recovery_codes (
    hash       blob    primary key,
    account_id integer not null references accounts (id),
    used_at    integer
) strict, without rowid;

create index recovery_codes_of on recovery_codes (account_id);

-- Somebody gave the right password and is still to give the second factor. Only a hash of what the page holds is kept.
create table half_sessions (
    hash       blob    primary key,
    account_id integer not null references accounts (id),
    expires_at integer not null,
    -- Codes that were wrong.
    failures   integer not null default 0
) strict, without rowid;

create table passkeys (
    id         integer primary key autoincrement,
    account_id integer not null references accounts (id),
    -- What the authenticator calls it.
    credential blob    not null unique,
    -- Its public key, what the authenticator counted last, and what else is known of it, as JSON of the library that checks it.
    passkey    text    not null,
    -- What its owner calls it.
    name       text    not null,
    made_at    integer not null,
    used_at    integer
) strict;

create index passkeys_of on passkeys (account_id);

-- A letter with neither issue nor subscriber is to somebody at the desk and has a link to come in with.
alter table letter_deliveries add column account_id integer references accounts (id);
