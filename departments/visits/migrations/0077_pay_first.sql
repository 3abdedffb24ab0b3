-- Paying before service: a rule by service and payer, and who said that it is paid.
create table visits.pay_rule (
  id uuid primary key default uuidv7(),
  service_point_id uuid constraint pay_rule_point references visits.service_point (id),
  visit_class text check (visit_class in ('outpatient', 'inpatient', 'home', 'tele')),
  visit_type_id uuid constraint pay_rule_visit_type references scheduling.visit_type (id),
  payer text check (payer in ('self', 'insurer', 'government', 'employer', 'charity', 'other')),
  must_pay boolean not null,
  version int not null default 1
);
create unique index pay_rule_once on visits.pay_rule (service_point_id, visit_class, visit_type_id, payer) nulls not distinct;
comment on table visits.pay_rule is 'What is paid before it is given. The rule that names most of a case decides it; without one nothing is. An emergency has no rule: it is never paid first. Not personal. Kept for the life of the hospital.';
comment on column visits.pay_rule.id is 'Key.';
comment on column visits.pay_rule.service_point_id is 'Where; null for anywhere.';
comment on column visits.pay_rule.visit_class is 'In which kind of visit; null for any. An emergency cannot be named.';
comment on column visits.pay_rule.visit_type_id is 'For which kind of appointment; null for any.';
comment on column visits.pay_rule.payer is 'Who pays: self where nobody else does; null for anybody.';
comment on column visits.pay_rule.must_pay is 'Whether it is paid first.';
comment on column visits.pay_rule.version is 'Counts the changes.';

create table visits.settlement (
  token_id uuid not null,
  service_point_id uuid not null references visits.service_point (id),
  how text not null check (how in ('paid', 'waived')),
  note text,
  at timestamptz not null default clock_timestamp(),
  by_account uuid default platform.actor_id(),
  by_name text not null,
  primary key (token_id, service_point_id),
  constraint settlement_waived_says_why check (how <> 'waived' or coalesce(note ~ '\S', false))
);
comment on table visits.settlement is 'Personal, pseudonymous: who said that a service is paid, or need not be paid first. Insert-only. It is no payment: billing has those. Sensitivity medium. Kept as long as the visit.';
comment on column visits.settlement.token_id is 'Whose token.';
comment on column visits.settlement.service_point_id is 'For what is done where.';
comment on column visits.settlement.how is 'paid or waived.';
comment on column visits.settlement.note is 'Number of the receipt, or why it need not be paid first. Personal.';
comment on column visits.settlement.at is 'When it was said.';
comment on column visits.settlement.by_account is 'The account that said it. Personal (staff).';
comment on column visits.settlement.by_name is 'What the account was called then. Personal (staff).';

create function visits.pay_facts(p_token_id uuid) returns table (visit_id uuid, visit_class text, visit_type_id uuid, payer text)
language sql stable security definer set search_path = pg_catalog, visits, scheduling, patients as $$
  select t.visit_id, v.class, a.visit_type_id, coalesce((
      select y.kind from patients.coverage c join patients.payer y on y.id = c.payer_id
      where c.patient_id = coalesce(p.survivor_id, p.id) and c.valid @> staff.today() order by c.rank limit 1), 'self')
  from visits.token t left join visits.visit v on v.id = t.visit_id left join scheduling.appointment a on a.id = t.appointment_id left join patients.patient p on p.id = t.patient_id
  where t.id = p_token_id and platform.scope() in ('staff', 'system')
$$;
comment on function visits.pay_facts(uuid) is 'What a paying rule asks of a token: which visit, which appointment, which sort of payer. SECURITY DEFINER: a restricted patient is asked to pay like everybody; it tells nothing of who they are.';
revoke all on function visits.pay_facts(uuid) from public;
grant execute on function visits.pay_facts(uuid) to openward_app;

do $$
declare
  each text;
begin
  foreach each in array array['pay_rule', 'settlement'] loop
    execute format('create policy %I on visits.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
    execute format('alter table visits.%I enable row level security', each);
    execute format('alter table visits.%I force row level security', each);
  end loop;
end $$;
grant select, insert, update, delete on visits.pay_rule to openward_app;
grant select, insert (token_id, service_point_id, how, note, by_name) on visits.settlement to openward_app;
