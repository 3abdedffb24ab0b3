-- The audit log proves itself: each event is a leaf of one Merkle tree (RFC 6962, section 2.1), whose root is signed from a key outside the
-- database. What is changed here afterwards, by whomever, no longer agrees with what was signed. decisions/0035 says why it is built so.

-- Which transaction wrote an event: what a snapshot of before did not see, and one of now does, is to be sealed. So nobody who writes an event
-- waits for the sealer, an event whose transaction ends late is sealed late and never forgotten, and a long transaction stalls nobody.
alter table audit.event add column xid xid8 not null default pg_current_xact_id();
comment on column audit.event.xid is 'The transaction that wrote it: by that the sealer finds what is new. No part of what is sealed.';
create index event_xid on audit.event (xid);

create table audit.leaf (
  index bigint primary key check (index >= 0),
  event_at timestamptz not null,
  event_id uuid not null constraint leaf_event_once unique,
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table audit.leaf is 'The leaves of the Merkle tree, in the order in which events were sealed. Not personal: hashes. Kept as long as the events.';
comment on column audit.leaf.index is 'Its place in the tree, from 0, without gaps.';
comment on column audit.leaf.event_at is 'When the event was written: with its id, the key of the event.';
comment on column audit.leaf.event_id is 'The event.';
comment on column audit.leaf.hash is 'SHA-256 of 0x00 and the event as platform/audit/log/canonical.ts writes it.';

create table audit.node (
  level smallint not null check (level in (8, 16, 24, 32, 40)),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);
comment on table audit.node is 'Roots of full subtrees of 256, 65,536 … leaves: a proof reads a few rows and not the whole tree. Not personal.';
comment on column audit.node.level is 'It is over 2^level leaves.';
comment on column audit.node.index is 'Which of its level, from 0.';
comment on column audit.node.hash is 'The root of the subtree.';

create table audit.checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  at timestamptz not null default clock_timestamp(),
  note text not null
);
comment on table audit.checkpoint is 'What was signed: so many leaves have this root. Not personal. Kept as long as the events.';
comment on column audit.checkpoint.size is 'How many leaves.';
comment on column audit.checkpoint.root is 'Their root (RFC 6962, section 2.1).';
comment on column audit.checkpoint.at is 'When it was signed.';
comment on column audit.checkpoint.note is 'The signed note (C2SP tlog-checkpoint, signed-note; Ed25519), as witnesses get it.';

-- What moves on stands outside the schema in which nothing ever changes.
create table platform.audit_sealer (
  only_one boolean primary key default true check (only_one),
  size bigint not null default 0 check (size >= 0),
  snapshot pg_snapshot not null default '1:1:',
  since timestamptz not null default '-infinity',
  at timestamptz not null default clock_timestamp()
);
comment on table platform.audit_sealer is 'How far the sealer is. Not personal.';
comment on column platform.audit_sealer.only_one is 'There is one row.';
comment on column platform.audit_sealer.size is 'How many leaves there are.';
comment on column platform.audit_sealer.snapshot is 'All events that this snapshot saw are sealed.';
comment on column platform.audit_sealer.since is 'Events before it were sealed under another cluster, which counted transactions on its own.';
comment on column platform.audit_sealer.at is 'When the sealer looked last.';
insert into platform.audit_sealer default values;

create table platform.audit_witness (
  name text primary key check (name ~ '\S'),
  size bigint not null,
  at timestamptz not null default clock_timestamp(),
  fault text
);
comment on table platform.audit_witness is 'Who outside was given which checkpoint last. Not personal.';
comment on column platform.audit_witness.name is 'The file or the address, without what is secret in it.';
comment on column platform.audit_witness.size is 'The size of the last checkpoint that it took.';
comment on column platform.audit_witness.at is 'When it took it.';
comment on column platform.audit_witness.fault is 'Why it did not take a later one; a code.';

create function audit.keep_log() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception using errcode = 'integrity_constraint_violation', constraint = 'audit_log_stays', message = 'What is sealed stays as it is';
end $$;
comment on function audit.keep_log() is 'Refuses: leaves, nodes and checkpoints never change. Whoever owns the database can go round it; that is found by verifying.';
create trigger keep_leaf before update or delete or truncate on audit.leaf for each statement execute function audit.keep_log();
create trigger keep_node before update or delete or truncate on audit.node for each statement execute function audit.keep_log();
create trigger keep_checkpoint before update or delete or truncate on audit.checkpoint for each statement execute function audit.keep_log();

do $$
declare
  each text;
begin
  foreach each in array array['leaf', 'node', 'checkpoint'] loop
    execute format('alter table audit.%I enable row level security', each);
    execute format('alter table audit.%I force row level security', each);
    execute format('create policy %I on audit.%I for select to openward_app using (platform.scope() = ''system'' or platform.cleared(''audit''))', each || '_select', each);
    execute format('create policy %I on audit.%I for insert to openward_app with check (platform.scope() = ''system'')', each || '_insert', each);
  end loop;
end $$;

grant select, insert on audit.leaf, audit.node, audit.checkpoint to openward_app;
grant select, update on platform.audit_sealer to openward_app;
grant select, insert, update on platform.audit_witness to openward_app;
