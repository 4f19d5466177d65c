insert into articles (id, slug, section_id, state, state_at, published_at, changed_at) values
    (5, 'storm', 1, 'published', 1675602200000000, 1675602200000000, 1675602400000000);
insert into versions (id, article_id, number, kind, headline, body, saved_at) values
    (7, 5, 1, 'coverage', 'The storm, as it happens', 'It comes from the west.', 1675602200000000);
update articles set version_id = 7 where id = 5;
insert into coverages (article_id, state, state_at, changed_at) values (5, 'open', 1675602200000000, 1675602400000000);
insert into entries (id, article_id, number, at, pinned_at, removed_at, source) values
    (1, 5, 1, 1675602300000000, 1675602350000000, null, '/articles/storm-1.md'),
    (2, 5, 2, 1675602400000000, null, 1675602500000000, null);
insert into entry_versions (id, entry_id, number, headline, text, is_key, saved_at) values
    (1, 1, 1, 'Wind', 'It blows. ![Wind](/media/101112131415161718191a1b1c1d1e1f.jpg)', 1, 1675602300000000),
    (2, 2, 1, null, 'It rains.', 0, 1675602400000000);
update entries set version_id = id;
insert into entry_version_authors (version_id, position, author_id) values (1, 1, 1);
insert into events (kind, article_id, version_id, at, entry_id) values
    ('article_published', 5, 7, 1675602200000000, null),
    ('coverage_entry_added', 5, null, 1675602300000000, 1),
    ('coverage_entry_pinned', 5, null, 1675602350000000, 1),
    ('coverage_entry_added', 5, null, 1675602400000000, 2),
    ('coverage_entry_removed', 5, null, 1675602500000000, 2);
