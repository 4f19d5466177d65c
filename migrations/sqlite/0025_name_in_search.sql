-- The name by which the search finds all stories of a section. Where it is not the section's own, the search is behind: a
-- section that was renamed may have more stories than one transaction should write.
alter table sections add column name_in_search text;

-- Which names were set at the desk before now, the search does not tell.
update sections set name_in_search = name
 where not exists (select 1 from desk_settings where setting = 'sections');
