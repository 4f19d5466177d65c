insert into articles (id, slug, section_id, state, state_at, published_at, changed_at) values
    (90, 'unseen', 1, 'published', 1675602200000000, 1675602200000000, 1675602200000000);
insert into versions (id, article_id, number, kind, headline, body, saved_at) values
    (90, 90, 1, 'coverage', char(8203, 32, 12644), 'It comes from the west.', 1675602200000000);
update articles set version_id = 90 where id = 90;
insert into coverages (article_id, state, state_at, changed_at) values (90, 'open', 1675602200000000, 1675602200000000);
insert into entries (id, article_id, number, at, once) values (90, 90, 1, 1675602300000000, x'01');
insert into entry_versions (id, entry_id, number, headline, text, is_key, saved_at) values
    (90, 90, 1, char(173), 'It blows.', 0, 1675602300000000);
update entries set version_id = 90 where id = 90;
insert into events (kind, article_id, version_id, at, entry_id) values
    ('article_published', 90, 90, 1675602200000000, null),
    ('coverage_entry_added', 90, null, 1675602300000000, 90);
