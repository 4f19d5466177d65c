insert into elsewhere (address, wanted_at, due_at, failures, trouble, is_dead, why, found_at)
values ('https://harbour.example/tides', 1675604500000000, null, 0, null, 1, '404', 1675604510000000);
