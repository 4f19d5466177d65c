-- The list of what is at work by stage, by section and by words of the headline, as fast on a desk of 100,000 stories as on a new one.

-- Never stored: it follows from the saves, as `Story::stage` has it. What was taken back from readers is told by the article.
alter table stories add column stage text not null generated always as (
    case when publish_at is not null then 'scheduled'
         when out_save = save then 'published'
         when approved_save = save then 'approved'
         when review_save is not null then 'review'
         else 'draft' end
) virtual;

-- All that the list is narrowed down by, so that what it leaves out is never read.
drop index stories_at_work;
create index stories_at_work on stories (saved_at desc, id desc, stage, section, made_by, article_id) where binned_at is null;
create index articles_withdrawn on articles (id) where state = 'withdrawn';

-- The words of the newest headline of every story.
create virtual table story_words using fts5 (
    headline,
    content = 'stories',
    content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);
insert into story_words (story_words) values ('rebuild');

create trigger story_words_added after insert on stories begin
    insert into story_words (rowid, headline) values (new.id, new.headline);
end;
create trigger story_words_changed after update of headline on stories when new.headline <> old.headline begin
    insert into story_words (story_words, rowid, headline) values ('delete', old.id, old.headline);
    insert into story_words (rowid, headline) values (new.id, new.headline);
end;

-- When readers got a save first; none where they never did. Of what was out before, what they have now is known.
alter table saves add column out_at integer;
update saves
   set out_at = (select v.saved_at from stories t join versions v on v.article_id = t.article_id and v.number = t.out_version
                  where t.id = saves.story_id)
 where number = (select out_save from stories where id = saves.story_id);
