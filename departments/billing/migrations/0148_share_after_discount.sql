-- A clinician's share is a part of what is really billed: after the discounts of the invoices that bill the charge.
alter table billing.clinician_share add column base_minor bigint check (base_minor > 0),
  add constraint clinician_share_is_its_part check (amount_minor = round(base_minor::numeric * percent_bp / 10000));
comment on column billing.clinician_share.base_minor is 'What it is a part of: the charge as it was billed, after discount and before tax, in minor units. Null where it accrued before that was kept. Personal.';

create function billing.billed_of(_charge uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, billing as $$
  select coalesce(sum(case when i.kind = 'credit-note' then -l.net_minor else l.net_minor end), 0)::bigint
  from billing.invoice_line l join billing.invoice i on i.id = l.invoice_id where l.charge_id = _charge and i.state in ('issued', 'credited')
$$;
comment on function billing.billed_of(uuid) is 'What issued invoices ask for a charge after discount and before tax, less what credit notes gave back. SECURITY DEFINER: invoices of whomever.';
revoke all on function billing.billed_of(uuid) from public;
grant execute on function billing.billed_of(uuid) to openward_app;

create or replace function billing.check_share(_charge uuid) returns void
language plpgsql security definer set search_path = pg_catalog, billing, ledger as $$
begin
  if exists (
    select from billing.clinician_share s join billing.charge c on c.id = s.charge_id
    where s.charge_id = _charge and s.taken_back_by is null and (c.state <> 'invoiced' or s.practitioner_id is distinct from c.practitioner_id or s.currency <> c.currency
      or s.base_minor is distinct from billing.billed_of(_charge)
      or not exists (select from ledger.posting p where p.entry_id = s.entry_id and p.control = 'clinician' and p.party_id = s.practitioner_id and p.currency = s.currency and p.amount_minor = -s.amount_minor)
      or exists (select from ledger.entry r where r.reverses = s.entry_id))
  ) or exists (
    select from billing.clinician_share s where s.charge_id = _charge and s.taken_back_by is not null and not exists (select from ledger.entry r where r.id = s.taken_back_by and r.reverses = s.entry_id)
  ) then
    raise check_violation using constraint = 'share_follows_its_charge', message = 'A share is of an invoiced charge, and stands in the book';
  end if;
end $$;
comment on function billing.check_share(uuid) is 'What a clinician gets of a charge is a part of what is billed of it after discount, stands while it is invoiced, and the book says the same. SECURITY DEFINER: over the whole book.';
