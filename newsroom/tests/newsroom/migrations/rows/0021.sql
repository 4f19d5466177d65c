insert into pictures (id, hash, media_type, width, height, kept_at, kept_by, file_name, alt, focus, unused_since) values
    (3, '202122232425262728292a2b2c2d2e2f', 'jpg', 900, 600, 1675604800000000, 1, 'bridge.jpg', 'A bridge', '30 70', 1675604800000000);
insert into purged_pictures (hash) values ('303132333435363738393a3b3c3d3e3f');
