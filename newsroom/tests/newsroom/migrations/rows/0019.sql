insert into app_keys (account_id, key, made_at, confirmed_at, used_step) values
    (1, x'000102030405060708090a0b0c0d0e0f10111213', 1675604300000000, 1675604400000000, 55853480);
insert into recovery_codes (hash, account_id, used_at) values (x'0b', 1, null), (x'0c', 1, 1675604500000000);
insert into half_sessions (hash, account_id, expires_at, failures) values (x'0d', 1, 1675604900000000, 1);
insert into passkeys (id, account_id, credential, passkey, name, made_at) values (1, 1, x'0e', '{}', 'A key', 1675604600000000);
insert into letter_deliveries (id, state, due_at, account_id) values (3, 'waiting', 1675604700000000, 2);
