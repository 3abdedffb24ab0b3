-- Which record stands, as a column: under row-level security a join by an expression (coalesce of two columns) cannot use an index, since
-- only a comparison of plain columns is known not to leak. Each print, message and list of a merged or unmerged patient read all patients.
alter table patients.patient add column standing_id uuid not null generated always as (coalesce(survivor_id, id)) stored;
comment on column patients.patient.standing_id is 'The record that stands: the survivor of a merge, else this one. Joined by, instead of the two.';
