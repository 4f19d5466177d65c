insert into desk_settings (setting, value, at, account_id) values ('name', 'The Harbour', 1675604900000000, 1), ('motto', null, 1675604900000000, 1);
insert into redirects (path, target, made_at, account_id) values ('/old', '/world/ferry', 1675605000000000, 1), ('/gone', null, 1675605000000000, null);
insert into events (kind, at) values ('settings_changed', 1675604900000000);
