-- Seeded violations: the database guard must give the rule of each. See guards/database.http.test.ts.

-- table-has-a-comment, personal-column-has-a-comment, row-security-is-forced, instant-has-a-zone
create table staff.seeded_bare (id uuid, born timestamp);

-- row-security-is-forced: the owner would see past it.
create table staff.seeded_unforced (id uuid);
comment on table staff.seeded_unforced is 'Personal.';
comment on column staff.seeded_unforced.id is 'Key.';
alter table staff.seeded_unforced enable row level security;

-- row-security-is-forced, by what its comment says and not by where it lies.
create table platform.seeded_person (name text);
comment on table platform.seeded_person is 'Whom to call.';
comment on column platform.seeded_person.name is 'Who. Personal.';

-- granted-table-has-a-policy
create table staff.seeded_closed (id uuid);
comment on table staff.seeded_closed is 'Personal.';
comment on column staff.seeded_closed.id is 'Key.';
alter table staff.seeded_closed enable row level security;
alter table staff.seeded_closed force row level security;
grant select on staff.seeded_closed to openward_app;

-- policy-asks-something, nothing-is-public
create table staff.seeded_open (id uuid);
comment on table staff.seeded_open is 'Personal.';
comment on column staff.seeded_open.id is 'Key.';
alter table staff.seeded_open enable row level security;
alter table staff.seeded_open force row level security;
create policy seeded_everybody on staff.seeded_open to openward_app using (true);
grant select on staff.seeded_open to public;

-- application-owns-nothing
create schema seeded_owned authorization openward_app;

-- audit-is-never-changed
grant update on audit.event to openward_app;

-- definer-function-is-not-public, definer-function-has-a-search-path
create function staff.seeded_definer() returns int language sql security definer return 1;

-- foreign-key-points-upstream: staff may not depend on patients.
create table patients.seeded_target (id uuid primary key);
comment on table patients.seeded_target is 'Personal.';
comment on column patients.seeded_target.id is 'Key.';
alter table patients.seeded_target enable row level security;
alter table patients.seeded_target force row level security;
alter table staff.seeded_bare add foreign key (id) references patients.seeded_target;

-- sealed-column-is-declared
create table platform.seeded_secret (id uuid primary key, secret bytea, other text);
comment on table platform.seeded_secret is 'Secret.';
comment on column platform.seeded_secret.other is 'A password, sealed (platform/crypto).';

-- sealed-column-exists, sealed-column-names-its-row
insert into platform.sealed_column (table_name, column_name, row_key, batch) values ('staff.seeded_gone', 'secret', '{id}', 1), ('platform.seeded_secret', 'id', '{other}', 1);

-- A table of patients of which nobody said what an erasure does.
create table exchange.seeded_forgotten (patient_id uuid);
comment on table exchange.seeded_forgotten is 'Planted.';
