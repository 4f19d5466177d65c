insert into letter_secret (id, secret) values (1, x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
insert into letters (id, slug, name, promise, schedule, gathers, shortest, longest, state, source, since) values
    (1, 'morning', 'The morning letter', 'Every morning', 'daily 06:30', 'newest', 3, 12, 'running', 'program', 1675602800000000);
insert into subscribers (id, address, key, state, frequency, created_at, confirmed_at) values
    (3, 'third@readers.example', 'third@readers.example', 'confirmed', 'weekly', 1675602800000000, 1675602900000000);
insert into subscriptions (subscriber_id, letter_id, since) values (1, 1, 1675602800000000), (3, 1, 1675602900000000);
insert into consents (id, subscriber_id, asked_at, form, wording, letters, confirmed_at) values
    (1, 3, 1675602800000000, 'page', 'I want the morning letter.', 'morning', 1675602900000000);
insert into letter_issues (id, letter_id, number, slot, subject, preheader, html, plain, articles, state, composed_at, until) values
    (1, 1, 1, '2023-02-06T06:30', 'The ferry', 'It is late', '<p>Late</p>', 'Late', '1', 'done', 1675603000000000, 1675603000000000);
insert into letter_deliveries (id, issue_id, subscriber_id, consent_id, state, failures, due_at, ended_at, answer, returned, returned_at) values
    (1, 1, 3, null, 'sent', 0, 1675603000000000, 1675603100000000, '250 ok', 'soft', 1675603200000000),
    (2, null, 1, 1, 'waiting', 1, 1675603300000000, null, null, null, null);
