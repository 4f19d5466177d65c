insert into profiles (author_id, role, biography, language, picture_id, picture_alt, source, saved_at) values
    (1, 'Reporter', 'She writes about ferries.', 'en', 1, 'Ann Lee at the harbour', '/articles/ann.md', 1675600800000000);
insert into events (kind, at) values ('profile_changed', 1675600800000000);
