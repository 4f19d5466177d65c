insert into front_arrangements (number, made_at, made_by, goes_out_at) values (1, 1675604100000000, 'Zoe', 1675604100000000),
    (2, 1675604200000000, null, 4102444800000000);
insert into front_slots (arrangement, slot, position, article_id) values (1, 'lead', 1, 1), (2, 'lead', 1, 5);
insert into front_turns (arrangement, turn, at) values (1, 'out', 1675604100000000);
insert into events (kind, at) values ('front_changed', 1675604100000000);
insert into desk_log (at, account_id, action, subject, is_refused) values (1675604300000000, 1, 'arranged', 'the front', 0);
