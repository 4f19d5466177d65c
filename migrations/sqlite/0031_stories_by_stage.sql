-- How many stories of 100,000 lie where is counted along one index, stage by stage; and what lies in one stage is read from its place in
-- it, however few stories those are. It has all that the list is narrowed down by.
create index stories_by_stage on stories (stage, saved_at desc, id desc, section, made_by, article_id) where binned_at is null;
