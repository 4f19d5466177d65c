insert into followers (name, position) values ('websub', 3);
