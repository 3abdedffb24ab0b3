-- What invoices take of charges: never more than there is, whoever drafts at once.

alter table billing.invoice_line add constraint invoice_line_charge_exists foreign key (charge_id) references billing.charge (id);

create function billing.taken_of(_charge uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, billing as $$
  select coalesce(sum(case when i.kind = 'credit-note' then case when i.state = 'issued' then -l.share_minor else 0 end else l.share_minor end), 0)::bigint
  from billing.invoice_line l join billing.invoice i on i.id = l.invoice_id where l.charge_id = _charge and i.state <> 'void-draft'
$$;
comment on function billing.taken_of(uuid) is 'What drafts and issued invoices take of a charge, less what credit notes gave back. SECURITY DEFINER: invoices of whomever.';
create function billing.issued_of(_charge uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, billing as $$
  select coalesce(sum(case when i.kind = 'credit-note' then -l.share_minor else l.share_minor end), 0)::bigint
  from billing.invoice_line l join billing.invoice i on i.id = l.invoice_id where l.charge_id = _charge and i.state in ('issued', 'credited')
$$;
comment on function billing.issued_of(uuid) is 'What issued invoices take of a charge, less what credit notes gave back. SECURITY DEFINER: invoices of whomever.';

create function billing.check_shares(_charge uuid) returns void
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  c billing.charge;
  taken bigint;
begin
  -- Whoever takes of the same charge waits here until the other has committed, and then sees what it took.
  select * into c from billing.charge where id = _charge for no key update;
  taken := billing.taken_of(_charge);
  if taken > c.net_minor or taken < 0 or billing.issued_of(_charge) < 0 then
    raise check_violation using constraint = 'charge_billed_once', message = 'Of a charge no more is billed than there is';
  end if;
  if taken > 0 and c.state in ('held', 'void') then
    raise check_violation using constraint = 'charge_is_on_an_invoice', message = 'What is on an invoice is neither void nor held';
  end if;
end $$;
comment on function billing.check_shares(uuid) is 'The shares of live invoices never exceed their charge. SECURITY DEFINER: invoices of whomever.';

create function billing.check_shares_of_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if new.charge_id is not null then perform billing.check_shares(new.charge_id); end if;
  return null;
end $$;
comment on function billing.check_shares_of_line() is 'At commit, of each line that was written. SECURITY DEFINER: invoices of whomever.';
create constraint trigger check_shares after insert or update of share_minor on billing.invoice_line deferrable initially deferred for each row execute function billing.check_shares_of_line();

create function billing.check_shares_of_charge() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  perform billing.check_shares(new.id);
  if new.patient_id <> old.patient_id and billing.taken_of(new.id) > 0 then
    raise check_violation using constraint = 'charge_is_on_an_invoice', message = 'What is on an invoice does not move to another patient';
  end if;
  return null;
end $$;
comment on function billing.check_shares_of_charge() is 'At commit: a charge on an invoice is not re-priced below it, made void or held. SECURITY DEFINER: invoices of whomever.';
create constraint trigger check_shares after update of net_minor, state, patient_id on billing.charge deferrable initially deferred for each row
  when (new.net_minor <> old.net_minor or new.patient_id <> old.patient_id or new.state in ('held', 'void')) execute function billing.check_shares_of_charge();

/* Of each line no more is credited than it has. */
create function billing.check_credit() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  of_invoice uuid;
begin
  select credits into of_invoice from billing.invoice where id = new.invoice_id;
  if of_invoice is null then return null; end if;
  perform from billing.invoice where id = of_invoice for no key update;
  if not exists (
    select from billing.invoice_line l where l.invoice_id = of_invoice and l.line = new.credits_line and l.charge_id = new.charge_id
      and (select sum(n.share_minor) from billing.invoice_line n join billing.invoice i on i.id = n.invoice_id where i.credits = of_invoice and i.state <> 'void-draft' and n.credits_line = l.line) <= l.share_minor
      and (select sum(n.tax_minor) from billing.invoice_line n join billing.invoice i on i.id = n.invoice_id where i.credits = of_invoice and i.state <> 'void-draft' and n.credits_line = l.line) <= l.tax_minor
      and (select sum(n.discount_minor) from billing.invoice_line n join billing.invoice i on i.id = n.invoice_id where i.credits = of_invoice and i.state <> 'void-draft' and n.credits_line = l.line) <= l.discount_minor
  ) then
    raise check_violation using constraint = 'credited_once', message = 'Of a line no more is credited than it has';
  end if;
  return null;
end $$;
comment on function billing.check_credit() is 'At commit: a credit note takes back lines of its invoice, and no more than they have. SECURITY DEFINER: invoices of whomever.';
create constraint trigger check_credit after insert on billing.invoice_line deferrable initially deferred for each row execute function billing.check_credit();

/* What is open of an issued invoice; null where nothing is owed by it. What pays it comes with payments, in a later migration. */
create function billing.open_of(_invoice uuid) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, billing as $$
begin
  return (select billing.invoice_left(i.id) from billing.invoice i where i.id = _invoice and i.entry_id is not null and i.kind <> 'credit-note');
end $$;
comment on function billing.open_of(uuid) is 'What is left to pay of an invoice: its total less credit notes, write-offs and allocations. SECURITY DEFINER: of whomever.';

do $$
declare
  each text;
begin
  foreach each in array array['taken_of(uuid)', 'issued_of(uuid)', 'check_shares(uuid)', 'check_shares_of_line()', 'check_shares_of_charge()', 'check_credit()', 'open_of(uuid)'] loop
    execute format('revoke all on function billing.%s from public', each);
  end loop;
end $$;
grant execute on function billing.taken_of(uuid), billing.issued_of(uuid), billing.open_of(uuid) to openward_app;
