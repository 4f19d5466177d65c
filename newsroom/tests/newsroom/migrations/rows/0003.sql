update pictures set prepared_at = 1675600060000000, variants = '1 160,320,640 jpg 640', tone = '26a' where id = 1;
