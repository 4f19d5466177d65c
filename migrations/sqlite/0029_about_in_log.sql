-- What a line of the desk's log is about, so that whoever reads it can open that; and the log narrowed down as fast as it is read whole.

-- `story`, `coverage`, `picture`, `letter`, `issue`, `person`, `reader`, `front` or `section` (the front of one); none for what is
-- about none of these, and for what an earlier version wrote.
alter table desk_log add column about text;
-- Which: the hash of a picture, the address of a letter (with the number of an issue), else a number; none for the front page.
alter table desk_log add column about_key text;

-- All that the log is narrowed down by, so that what it leaves out is never read.
create index desk_log_by_day on desk_log (at desc, number desc, account_id, action);

-- Where there is no doubt about what a line is about.
update desk_log set about = 'front' where action = 'arranged' and subject in ('the front', 'the front: not as was scheduled');
