insert into mail_trouble (server, since, why) values ('mail.example:587', 1675604500000000, '535 5.7.8 who are you');
