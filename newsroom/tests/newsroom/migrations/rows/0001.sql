insert into sections (id, slug, name) values (1, 'world', 'World'), (2, 'city', 'City');
insert into topics (id, slug, name) values (1, 'ferries', 'Ferries'), (2, 'bridges', 'Bridges');
insert into authors (id, slug, name) values (1, 'ann-lee', 'Ann Lee'), (2, 'eve-may', 'Eve May');
insert into pictures (id, hash, media_type, width, height) values
    (1, '000102030405060708090a0b0c0d0e0f', 'png', 1200, 800),
    (2, '101112131415161718191a1b1c1d1e1f', 'jpg', 640, 480);
insert into articles (id, slug, section_id, state, state_at, published_at, withdrawn_reason, dont_miss, source) values
    (1, 'ferry', 1, 'published', 1675600000000000, 1675600000000000, null, 1, '/articles/ferry.md'),
    (2, 'draft', 1, 'draft', 1675600100000000, null, null, 0, null),
    (3, 'later', 2, 'scheduled', 4102444800000000, null, null, 0, '/articles/later.md'),
    (4, 'wrong', 2, 'withdrawn', 1675600300000000, 1675600200000000, 'It was wrong.', 0, null);
insert into versions (id, article_id, number, headline, standfirst, body, language, picture_id, picture_alt, picture_caption, picture_credit, saved_at) values
    (1, 1, 1, 'The ferry is late', null, 'It left at ten.', null, null, null, null, null, 1675600000000000),
    (2, 1, 2, 'The ferry is late again', 'Nobody knows why.', 'It left at nine.

![Another ferry](/media/101112131415161718191a1b1c1d1e1f.jpg)', 'en', 1, 'A ferry', 'The ferry in March', 'Ann Lee', 1675600050000000),
    (3, 2, 1, 'A draft', null, 'Not yet.', null, null, null, null, null, 1675600100000000),
    (4, 3, 1, 'What comes later', null, 'Wait for it.', null, null, null, null, null, 1675600150000000),
    (5, 4, 1, 'What was wrong', null, 'So it was.', null, null, null, null, null, 1675600200000000);
update articles set version_id = 2 where id = 1;
update articles set version_id = id + 1 where id > 1;
insert into version_authors (version_id, position, author_id) values (1, 1, 1), (2, 1, 1), (2, 2, 2);
insert into version_topics (version_id, position, topic_id) values (1, 1, 1), (2, 1, 1), (2, 2, 2);
insert into events (kind, article_id, version_id, at) values
    ('article_published', 1, 1, 1675600000000000),
    ('picks_changed', 1, null, 1675600010000000),
    ('article_updated', 1, 2, 1675600050000000),
    ('article_published', 4, 5, 1675600200000000),
    ('article_withdrawn', 4, null, 1675600300000000);
insert into subscribers (id, address, key, state, created_at) values
    (1, 'Reader@readers.example', 'reader@readers.example', 'unconfirmed', 1675600400000000),
    (2, 'other@readers.example', 'other@readers.example', 'unconfirmed', 1675600500000000);
