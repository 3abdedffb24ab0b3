-- The hospital's own parts: its departments, and its places from the building down to the bed.
-- They hold no personal data; row-level security keeps them from connections that set nothing.

create table staff.department (
  id uuid primary key default uuidv7(),
  code text not null constraint department_code_form check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null constraint department_name_form check (name ~ '\S'),
  kind text not null check (kind in ('hospital', 'clinical', 'diagnostic', 'support', 'administrative')),
  parent_id uuid constraint department_parent references staff.department,
  phone text,
  email text,
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by uuid,
  updated_by_name text,
  search_text text not null generated always as (platform.fold(code || ' ' || name)) stored,
  sort_text text collate "C" not null generated always as (platform.fold(name)) stored,
  constraint department_code_once unique (code),
  constraint department_hospital_is_the_root check ((kind = 'hospital') = (parent_id is null))
);
create index department_order on staff.department (sort_text, id);
create index department_parent on staff.department (parent_id);

comment on table staff.department is 'A part of the hospital that people belong to; the hospital itself is the one without a parent. Not personal. Kept for the life of the hospital.';
comment on column staff.department.id is 'Key; also the id of the FHIR Organization.';
comment on column staff.department.code is 'Short name that people say, unique.';
comment on column staff.department.name is 'Full name.';
comment on column staff.department.kind is 'hospital, clinical, diagnostic, support or administrative.';
comment on column staff.department.parent_id is 'The department it belongs to; none for the hospital.';
comment on column staff.department.phone is 'Telephone of the department, not of a person.';
comment on column staff.department.email is 'E-mail of the department, not of a person.';
comment on column staff.department.active is 'False once it is closed: it is offered no more, and stays readable.';
comment on column staff.department.version is 'Counts the changes; a save names the one it saw.';
comment on column staff.department.updated_at is 'When it was last changed.';
comment on column staff.department.updated_by is 'The account that last changed it. Personal (staff).';
comment on column staff.department.updated_by_name is 'The name of that account at that time. Personal (staff).';
comment on column staff.department.search_text is 'Code and name as they are searched.';
comment on column staff.department.sort_text is 'Name as it is ordered.';

create table staff.location (
  id uuid primary key default uuidv7(),
  code text not null constraint location_code_form check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null constraint location_name_form check (name ~ '\S'),
  kind text not null check (kind in ('building', 'floor', 'ward', 'room', 'bed')),
  parent_id uuid constraint location_parent references staff.location,
  department_id uuid constraint location_department references staff.department,
  time_zone text constraint location_zone_form check (time_zone ~ '^(UTC|[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+)$'),
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by uuid,
  updated_by_name text,
  search_text text not null generated always as (platform.fold(code || ' ' || name)) stored,
  constraint location_code_once unique (code),
  constraint location_building_is_the_root check ((kind = 'building') = (parent_id is null))
);
create index location_order on staff.location (code collate "C", id);
create index location_children on staff.location (parent_id, code collate "C", id);
create index location_department on staff.location (department_id) where department_id is not null;

comment on table staff.location is 'A place: building, floor, ward, room or bed, each in a larger one. Not personal. Kept for the life of the hospital.';
comment on column staff.location.id is 'Key; also the id of the FHIR Location.';
comment on column staff.location.code is 'What is printed on the door, unique.';
comment on column staff.location.name is 'Full name.';
comment on column staff.location.kind is 'building, floor, ward, room or bed.';
comment on column staff.location.parent_id is 'The larger place it lies in; none for a building.';
comment on column staff.location.department_id is 'The department that runs it; null where the larger place says it.';
comment on column staff.location.time_zone is 'IANA zone; null where it is that of the larger place, and of the hospital for a building.';
comment on column staff.location.active is 'False once it is closed: it is offered no more, and stays readable.';
comment on column staff.location.version is 'Counts the changes; a save names the one it saw.';
comment on column staff.location.updated_at is 'When it was last changed.';
comment on column staff.location.updated_by is 'The account that last changed it. Personal (staff).';
comment on column staff.location.updated_by_name is 'The name of that account at that time. Personal (staff).';
comment on column staff.location.search_text is 'Code and name as they are searched.';

-- The kinds from the largest to the smallest: a place lies only in a larger one.
create function staff.location_rank(kind text) returns int language sql immutable strict parallel safe
return array_position(array['building', 'floor', 'ward', 'room', 'bed'], kind);
comment on function staff.location_rank(text) is 'How small a kind of place is: a place lies only in one of a lower rank.';

-- Two trees, one rule: nothing lies in itself, by whatever detour. One change of a tree at a time: two moves that are
-- each right on their own could together close a ring that neither of them sees.
create function staff.keep_department_tree() returns trigger language plpgsql set search_path = pg_catalog, staff as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('staff.department tree', 0));
  if exists (
    with recursive upward(id) as (
      select new.parent_id
      union
      select d.parent_id from staff.department d join upward u on d.id = u.id
    )
    select from upward where id = new.id
  ) then
    raise exception 'a department cannot belong to itself' using errcode = '23514', constraint = 'department_no_cycle';
  end if;
  return null;
end $$;
comment on function staff.keep_department_tree() is 'Refuses a department that would belong to itself.';

create constraint trigger department_no_cycle after insert or update of parent_id on staff.department
  deferrable initially immediate for each row when (new.parent_id is not null)
  execute function staff.keep_department_tree();

create function staff.keep_location_tree() returns trigger language plpgsql set search_path = pg_catalog, staff as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('staff.location tree', 0));
  if exists (
    with recursive upward(id) as (
      select new.parent_id
      union
      select l.parent_id from staff.location l join upward u on l.id = u.id
    )
    select from upward where id = new.id
  ) then
    raise exception 'a place cannot lie in itself' using errcode = '23514', constraint = 'location_no_cycle';
  end if;
  if exists (
    select from staff.location child join staff.location parent on parent.id = child.parent_id
    where (child.id = new.id or parent.id = new.id)
      and staff.location_rank(parent.kind) >= staff.location_rank(child.kind)
  ) then
    raise exception 'a place lies only in a larger one' using errcode = '23514', constraint = 'location_in_a_larger_one';
  end if;
  return null;
end $$;
comment on function staff.keep_location_tree() is 'Refuses a place that would lie in itself, or in a smaller one.';

create constraint trigger location_no_cycle after insert or update of parent_id, kind on staff.location
  deferrable initially immediate for each row execute function staff.keep_location_tree();

create function staff.check_time_zone() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform now() at time zone new.time_zone;
  return new;
exception when invalid_parameter_value then
  raise exception 'unknown time zone' using errcode = '23514', constraint = 'location_zone_known';
end $$;
comment on function staff.check_time_zone() is 'Refuses a time zone that the database does not know.';

create trigger location_zone_known before insert or update of time_zone on staff.location
  for each row when (new.time_zone is not null) execute function staff.check_time_zone();

create function staff.local_time_zone(location_id uuid) returns text language sql stable parallel safe
begin atomic
  with recursive upward(parent_id, time_zone, step) as (
    select l.parent_id, l.time_zone, 0 from staff.location l where l.id = local_time_zone.location_id
    union all
    select l.parent_id, l.time_zone, u.step + 1 from upward u join staff.location l on l.id = u.parent_id
    where u.time_zone is null
  )
  select coalesce(
    (select time_zone from upward where time_zone is not null order by step limit 1),
    (select time_zone from platform.installation),
    'Etc/UTC');
end;
comment on function staff.local_time_zone(uuid) is
  'The zone that the clocks of a place show: its own, that of the nearest larger place, or that of the hospital.';

create function staff.today() returns date language sql stable parallel safe
return (now() at time zone coalesce((select time_zone from platform.installation), 'Etc/UTC'))::date;
comment on function staff.today() is 'The calendar day in the hospital.';

alter table staff.department enable row level security;
alter table staff.department force row level security;
create policy department_for_staff on staff.department to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

alter table staff.location enable row level security;
alter table staff.location force row level security;
create policy location_for_staff on staff.location to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

grant select, insert, update on staff.department, staff.location to openward_app;
revoke all on function staff.location_rank(text), staff.keep_department_tree(), staff.keep_location_tree(),
  staff.check_time_zone(), staff.local_time_zone(uuid), staff.today() from public;
grant execute on function staff.location_rank(text), staff.local_time_zone(uuid), staff.today() to openward_app;
