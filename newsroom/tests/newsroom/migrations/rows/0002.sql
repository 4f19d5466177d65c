insert into former_slugs (slug, article_id) values ('boat', 1);
