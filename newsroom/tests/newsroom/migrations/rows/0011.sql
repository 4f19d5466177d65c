insert into breaking (id, text, language, article_id, set_at, until, cleared_at) values
    (1, 'A storm is coming', 'en', 1, 1675601000000000, 1675604600000000, 1675602000000000),
    (2, 'The storm is here', null, null, 1675602100000000, 4102444800000000, null);
insert into events (kind, article_id, at) values ('breaking_set', 1, 1675601000000000), ('breaking_cleared', null, 1675602000000000),
    ('breaking_set', null, 1675602100000000);
