insert into versions (id, article_id, number, kind, kicker, headline, body, saved_at) values
    (6, 1, 3, 'analysis', 'Harbour', 'Why the ferry is late', 'The engine.', 1675600600000000);
update articles set version_id = 6 where id = 1;
insert into version_authors (version_id, position, author_id) values (6, 1, 2);
insert into version_topics (version_id, position, topic_id) values (6, 1, 1);
insert into version_corrections (version_id, position, at, text) values (6, 1, 1675600600000000, 'It left at nine, not at ten.');
insert into article_corrections (at, article_id, position, text) values (1675600600000000, 1, 1, 'It left at nine, not at ten.');
insert into events (kind, article_id, version_id, at) values ('article_updated', 1, 6, 1675600600000000);
delete from article_topics where topic_id = 2;
delete from article_authors where author_id = 1;
