insert into weather (id, place, service, temperature, measured_at, asked_at, expires_at, etag, last_modified, told, told_until) values
    (1, 'Lisbon', 'open-meteo', 125, 1675600900000000, 1675600900000000, null, null, null, 125, 1675608100000000);
insert into places (name, latitude, longitude, found_at) values ('Lisbon', 387223, -91393, 1675600900000000);
insert into events (kind, at) values ('weather_changed', 1675600900000000);
