insert into view_sources (hour, article_id, source, count) values (465444, 1, 'search.example', 7);
