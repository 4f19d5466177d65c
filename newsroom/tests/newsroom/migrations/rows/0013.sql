insert into notification_key (id, pkcs8) values (1, x'30');
insert into notification_readers (id, endpoint, public_key, secret, created_at) values
    (1, 'https://push.example/one', x'04', x'05', 1675602600000000);
insert into notification_subjects (subject, reader_id) values ('breaking', 1), ('topic/ferries', 1);
insert into notifications (id, breaking_id, article_id, expires_at) values (1, 1, null, 1675604600000000), (2, null, 1, 1675604600000000);
insert into notification_deliveries (notification_id, reader_id, failures, due_at) values (1, 1, 2, 1675602700000000);
