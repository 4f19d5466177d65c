-- Sections have fronts that can be arranged, too.

-- Whose front an arrangement is of: a section's, or the front page where there is none. Whatever a section is called, it stays that one.
alter table front_arrangements add column section_id integer references sections (id);
create index front_arrangements_of_section on front_arrangements (section_id, number);

-- The same once more where it is said what became of it, so that what readers have of a front is found in one step.
alter table front_turns add column section_id integer references sections (id);
drop index front_turns_out;
create index front_turns_out on front_turns (section_id, at, number) where turn = 'out';

-- Which section's front was arranged, if it was not the front page.
alter table events add column section_id integer references sections (id);
