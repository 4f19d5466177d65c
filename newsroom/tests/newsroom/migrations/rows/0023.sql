insert into letter_drafts (letter_id, number, subject, preheader, introduction, articles, is_next, saved_at, saved_by) values
    (1, 2, 'What we learned', '', 'A few words.', '1,5', 1, 1675605100000000, 1);
update letter_deliveries set left_at = 1675605200000000 where id = 1;
