insert into views (hour, article_id, count) values (465444, 1, 12), (465445, 1, 3);
insert into most_read (position, article_id) values (0, 1);
insert into events (kind, at) values ('most_read_changed', 1675600700000000);
