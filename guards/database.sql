-- What every table of the hospital must have. Each row is a finding; a good database gives none.
with department_schema(name, place) as (
  -- The reading order: a foreign key points upstream, or to the same schema.
  values ('platform', 0), ('auth', 1), ('audit', 1), ('terminology', 1), ('records', 2), ('staff', 3), ('patients', 4), ('messages', 5), ('ledger', 6), ('billing', 7), ('scheduling', 8), ('visits', 9), ('exchange', 12), ('compliance', 13)
), relation as (
  select c.oid, n.nspname as schema_name, n.nspname || '.' || c.relname as name, c.relname, c.relkind, c.relispartition,
    c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    n.nspname in ('auth', 'records', 'staff', 'patients', 'messages', 'ledger', 'billing', 'scheduling', 'visits', 'compliance', 'audit') as personal
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|public$)'
), routine as (
  select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.proconfig, p.proowner, p.proacl,
    p.prorettype = 'trigger'::regtype as is_trigger
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname !~ '^(pg_|information_schema$|public$)'
)
select 'table-has-a-comment' as rule, name as at from relation
  where not relispartition and schema_name in (select name from department_schema) and obj_description(oid, 'pg_class') is null
union all
select 'personal-column-has-a-comment', r.name || '.' || a.attname
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  where r.personal and not r.relispartition and col_description(r.oid, a.attnum) is null
union all
-- Personal is what a department says of its tables, and what lies in a schema of people.
select 'row-security-is-forced', r.name from relation r
  where not (relrowsecurity and relforcerowsecurity) and (personal or coalesce(obj_description(oid, 'pg_class'), '') like 'Personal%'
    or exists (select from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and col_description(r.oid, a.attnum) ~ 'Personal'))
union all
-- Granted, but no policy speaks of the application: it would see nothing, and somebody would lift row-level security.
select 'granted-table-has-a-policy', r.name from relation r
  where r.relrowsecurity and not r.relispartition
    and has_table_privilege('openward_app', r.oid, 'select, insert, update, delete')
    and not exists (select from pg_policy p where p.polrelid = r.oid and p.polname <> 'owner_sees_all')
union all
-- A policy that asks nothing is no wall.
select 'policy-asks-something', r.name || ' ' || p.polname from relation r join pg_policy p on p.polrelid = r.oid
  where r.personal and p.polname <> 'owner_sees_all'
    and (pg_get_expr(p.polqual, r.oid) = 'true' or pg_get_expr(p.polwithcheck, r.oid) = 'true')
union all
select 'application-owns-nothing', kind || ' ' || name from (
    select 'relation' as kind, oid::regclass::text as name, relowner as owner from pg_class
    union all select 'function', oid::regprocedure::text, proowner from pg_proc
    union all select 'schema', nspname, nspowner from pg_namespace
    union all select 'type', oid::regtype::text, typowner from pg_type
    union all select 'database', datname, datdba from pg_database
  ) owned
  where pg_has_role(owner, 'usage') is not null
    and owner in (select oid from pg_roles where rolname = 'openward_app' or (pg_has_role(oid, 'openward_app', 'usage') and not rolsuper
      and rolname not in ('openward_owner') and not pg_has_role(oid, 'openward_owner', 'usage')))
union all
select 'application-is-an-ordinary-role', rolname from pg_roles
  where rolname = 'openward_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin
    or pg_has_role(oid, 'openward_owner', 'member'))
union all
select 'audit-is-never-changed', name || ' ' || privilege from relation,
    unnest(array['update', 'delete', 'truncate']) privilege
  where schema_name = 'audit' and has_table_privilege('openward_app', oid, privilege)
union all
select 'nothing-is-public', r.name || ' ' || g.privilege_type from relation r join pg_class c on c.oid = r.oid
    cross join lateral aclexplode(c.relacl) g
  where g.grantee = 0
union all
-- A function that runs as its owner sees past row-level security: nobody calls it unasked, and nobody bends its search path.
select 'definer-function-is-not-public', name from routine
  where prosecdef and not is_trigger and (proacl is null or exists (select from aclexplode(proacl) g where g.grantee = 0))
union all
select 'definer-function-has-a-search-path', name from routine
  where prosecdef and not exists (select from unnest(proconfig) setting where setting like 'search_path=%')
union all
select 'instant-has-a-zone', r.name || '.' || a.attname
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  where r.schema_name in (select name from department_schema) and a.atttypid = 'timestamp'::regtype
union all
select 'foreign-key-points-upstream', r.name || ' ' || k.conname
  from pg_constraint k join relation r on r.oid = k.conrelid join relation target on target.oid = k.confrelid
    join department_schema own on own.name = r.schema_name join department_schema other on other.name = target.schema_name
  where k.contype = 'f' and k.conparentid = 0 and other.place > own.place
union all
-- Bytes are declared as sealed, or their name says what else they are; so is what a comment calls sealed. What nobody declared
-- stays under a data key that everybody believes to be out of use.
select 'sealed-column-is-declared', r.name || '.' || a.attname
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  where not r.relispartition and r.name || '.' || a.attname <> 'platform.data_key.wrapped'
    and (a.atttypid = 'bytea'::regtype and a.attname !~ '(^|_)(hash|sha256|digest|index|root)$' and r.name || '.' || a.attname <> 'auth.passkey.public_key'
      or col_description(r.oid, a.attnum) ~ '(\msealed\M.*platform/|, sealed\M|encrypted \(platform/crypto\))')
    and not exists (select from platform.sealed_column s where s.table_name = r.name and s.column_name = a.attname)
union all
select 'sealed-column-exists', s.table_name || '.' || s.column_name from platform.sealed_column s
  where not exists (select from pg_attribute a where a.attrelid = to_regclass(s.table_name) and a.attname = s.column_name and a.atttypid = 'bytea'::regtype and not a.attisdropped)
union all
-- What names the row in the seal is its primary key; a table without one there has one row only.
select 'sealed-column-names-its-row', s.table_name || '.' || s.column_name from platform.sealed_column s
  where to_regclass(s.table_name) is not null and not exists (select from pg_constraint k where k.conrelid = to_regclass(s.table_name) and k.contype = 'p'
    and case when s.row_key = '{}' then exists (select from pg_attribute a where a.attrelid = k.conrelid and k.conkey = array[a.attnum] and a.atttypid = 'boolean'::regtype)
      else s.row_key = (select array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(attnum, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum) end)
union all
-- What a table has of patients goes when their record is erased, or is named as what stays; the words of names without whose they are go with the names.
select 'patient-table-says-what-erasure-does', r.name from relation r
  where not r.relispartition and r.schema_name in ('records', 'patients', 'messages', 'ledger', 'billing', 'scheduling', 'visits', 'exchange', 'compliance')
    and exists (select from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      and (a.attname ~ '(^|_)patient_id$' or col_description(r.oid, a.attnum) ~ 'Personal' and col_description(r.oid, a.attnum) !~ 'Personal \(staff\)'))
    and r.name not in ('patients.search_word', 'patients.search_variant')
    and not exists (select from platform.erasure_part e where e.table_name = r.name)
union all
select 'erasure-part-exists', e.table_name from platform.erasure_part e where to_regclass(e.table_name) is null
order by 1, 2
