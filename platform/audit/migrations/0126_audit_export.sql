-- What of the audit log was given to other systems: syslog receivers (IHE ATNA, ITI-20) and FHIR repositories. It is sent in the order of the
-- leaves, from where this table says on; a row is moved on only when the receiver has it. decisions/0049 says why it is built so.
create table platform.audit_export (
  name text primary key check (name ~ '\S'),
  next_index bigint not null default 0 check (next_index >= 0),
  next_part int not null default 1 check (next_part >= 1),
  sent_at timestamptz,
  fault text,
  failures int not null default 0 check (failures >= 0),
  holder uuid,
  held_until timestamptz not null default '-infinity',
  configured boolean not null default true
);
comment on table platform.audit_export is 'How far the audit log was given to each destination elsewhere. Not personal.';
comment on column platform.audit_export.name is 'The address, without what is secret in it.';
comment on column platform.audit_export.next_index is 'The leaf that is sent next.';
comment on column platform.audit_export.next_part is 'Which part of it: a query that showed several patients is a message for each, counted from 1.';
comment on column platform.audit_export.sent_at is 'When it took something last.';
comment on column platform.audit_export.fault is 'Why it did not take the next; a code. Null while it does.';
comment on column platform.audit_export.failures is 'How often it failed since it took something.';
comment on column platform.audit_export.holder is 'The process that sends now.';
comment on column platform.audit_export.held_until is 'Until then nobody else sends: a process that died is waited for no longer; and after a failure, until then nobody tries.';
comment on column platform.audit_export.configured is 'False for an address that the settings no longer name; kept, so that it goes on from there.';

grant select, insert, update on platform.audit_export to openward_app;
