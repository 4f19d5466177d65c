-- When a published article changed last in the eyes of a reader, for lists of all of them: to read it in the
-- versions is to read past all their texts.

alter table articles add column changed_at integer;

update articles
   set changed_at = (select case when v.number > 1 and v.saved_at > articles.published_at
                                 then v.saved_at else articles.published_at end
                       from versions v where v.id = articles.version_id)
 where state = 'published';
