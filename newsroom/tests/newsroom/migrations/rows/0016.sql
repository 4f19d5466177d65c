insert into accounts (id, name, address, key, role, password, made_at) values
    (1, 'Zoe', 'zoe@paper.example', 'zoe@paper.example', 'owner', null, 1675603400000000),
    (2, 'Ann', 'ann@paper.example', 'ann@paper.example', 'reporter', null, 1675603400000000);
insert into account_sections (account_id, section) values (2, 'world');
insert into desk_links (hash, account_id, made_at, expires_at) values (x'01', 2, 1675603400000000, 1675689800000000);
insert into desk_sessions (id, hash, account_id, made_at, seen_at, expires_at, browser) values
    (1, x'02', 1, 1675603500000000, 1675603600000000, 4102444800000000, 'A browser');
insert into desk_log (at, account_id, action, subject, is_refused) values (1675603500000000, 1, 'founded the desk', '', 0);
insert into stories (id, article_id, made_by, made_at, headline, section, save, saved_at, out_save, out_version) values
    (1, 1, 1, 1675603700000000, 'Why the ferry is late', 'world', 1, 1675603700000000, 1, 3),
    (2, null, 2, 1675603800000000, 'A tunnel', 'city', 2, 1675603900000000, null, null);
insert into saves (story_id, number, base, account_id, at, kind, fields) values
    (1, 1, null, 1, 1675603700000000, 'outside', '{"kind":"analysis","section":"world","headline":"Why the ferry is late","body":"The engine.","byline":"Eve May"}'),
    (2, 1, null, 2, 1675603800000000, 'auto', '{"kind":"news","section":"city","headline":"A tunnel","body":""}'),
    (2, 2, 1, 2, 1675603900000000, 'hand', '{"kind":"news","section":"city","headline":"A tunnel","body":"![A ferry](/media/000102030405060708090a0b0c0d0e0f.png)"}');
insert into notes (id, story_id, account_id, at, passage, text) values (1, 2, 1, 1675604000000000, 'A tunnel', 'Which one?');
insert into draft_links (id, hash, story_id, account_id, made_at, expires_at) values (1, x'03', 2, 2, 1675604000000000, 4102444800000000);
insert into desk_presence (story_id, account_id, seen_at) values (2, 2, 1675604000000000);
