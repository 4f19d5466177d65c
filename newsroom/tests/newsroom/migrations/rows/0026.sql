insert into front_arrangements (number, made_at, made_by, goes_out_at, section_id) values
    (3, 1675604300000000, 'Zoe', 1675604300000000, 1), (4, 1675604400000000, null, 4102444800000000, 2);
insert into front_slots (arrangement, slot, position, article_id) values (3, 'second', 1, 1), (4, 'lead', 1, 1);
insert into front_turns (arrangement, turn, at, section_id) values (3, 'out', 1675604300000000, 1);
insert into events (kind, at, section_id) values ('front_changed', 1675604300000000, 1);
