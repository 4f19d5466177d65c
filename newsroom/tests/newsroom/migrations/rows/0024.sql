insert into vitals (day, page, device, navigation, metric, above, count) values (19393, 'article', 'phone', 'load', 'lcp', 1000, 3);
