-- What the desk must look at because something happened to a patient.
create table scheduling.task (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('died', 'lives', 'overlap')),
  patient_id uuid not null constraint task_patient references patients.patient (id),
  event_id bigint not null,
  put_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  closed_reason text,
  constraint task_once unique (event_id, kind),
  constraint task_closed_says_why check ((closed_at is null) = (closed_reason is null) and coalesce(closed_reason ~ '\S', true))
);
create index task_open on scheduling.task (put_at) where closed_at is null;
comment on table scheduling.task is 'Personal: what staff must look at after a death, an undone death or a merge. Sensitivity high. Kept ten years after it is closed.';
comment on column scheduling.task.id is 'Key.';
comment on column scheduling.task.kind is 'died: appointments were called off. lives: the death was an error, and those are not booked again by themselves. overlap: after a merge one patient has two appointments at one time.';
comment on column scheduling.task.patient_id is 'Whose. Personal, pseudonymous.';
comment on column scheduling.task.event_id is 'What told of it; the same event makes one line.';
comment on column scheduling.task.put_at is 'Since when it stands here.';
comment on column scheduling.task.closed_at is 'When somebody had seen to it.';
comment on column scheduling.task.closed_by is 'The account that closed it; null when it closed by itself. Personal (staff).';
comment on column scheduling.task.closed_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.task.closed_reason is 'What was done. Personal.';

create table scheduling.task_appointment (
  task_id uuid not null references scheduling.task (id),
  appointment_id uuid not null references scheduling.appointment (id),
  primary key (task_id, appointment_id)
);
comment on table scheduling.task_appointment is 'Personal, pseudonymous: the appointments that a line is about. Sensitivity high. Kept as long as the line.';
comment on column scheduling.task_appointment.task_id is 'Which line.';
comment on column scheduling.task_appointment.appointment_id is 'Which appointment.';

create policy task_visible on scheduling.task to openward_app
  using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id));
create policy task_appointment_visible on scheduling.task_appointment to openward_app
  using (exists (select 1 from scheduling.task t where t.id = task_id)) with check (exists (select 1 from scheduling.task t where t.id = task_id));
alter table scheduling.task enable row level security;
alter table scheduling.task force row level security;
alter table scheduling.task_appointment enable row level security;
alter table scheduling.task_appointment force row level security;
grant select, insert (kind, patient_id, event_id), update (closed_at, closed_by, closed_by_name, closed_reason) on scheduling.task to openward_app;
grant select, insert on scheduling.task_appointment to openward_app;
