-- The versions of charges that change in one statement are written by one: an invoice of twenty lines changes twenty.
create function billing.keep_charge_versions() returns trigger language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if tg_op = 'INSERT' then
    insert into billing.charge_version (charge_id, version, by_name, change, reason, state, hold_reason, patient_id, quantity, unit_minor, gross_minor, discount_minor, net_minor, tax_minor, currency, price_list_id, price_reason, entry_id)
      select id, version, changed_by_name, change, reason, state, hold_reason, patient_id, quantity, unit_minor, gross_minor, discount_minor, net_minor, tax_minor, currency, price_list_id, price_reason, entry_id from new_rows;
    return null;
  end if;
  insert into billing.charge_version (charge_id, version, by_name, change, reason, state, hold_reason, patient_id, quantity, unit_minor, gross_minor, discount_minor, net_minor, tax_minor, currency, price_list_id, price_reason, entry_id)
    select n.id, n.version, n.changed_by_name, n.change, n.reason, n.state, n.hold_reason, n.patient_id, n.quantity, n.unit_minor, n.gross_minor, n.discount_minor, n.net_minor, n.tax_minor, n.currency, n.price_list_id, n.price_reason, n.entry_id
    from new_rows n join old_rows o on o.id = n.id where n.version <> o.version;
  -- The entry came right after the charge: it belongs to the version that is there.
  if exists (select from new_rows n join old_rows o on o.id = n.id where n.version = o.version) then
    update billing.charge_version v set entry_id = n.entry_id from new_rows n join old_rows o on o.id = n.id
      where n.version = o.version and v.charge_id = n.id and v.version = n.version;
  end if;
  return null;
end $$;
comment on function billing.keep_charge_versions() is 'Writes down each change of charges, once for a statement. SECURITY DEFINER: nobody else may write there.';
revoke all on function billing.keep_charge_versions() from public;
drop trigger keep_charge_version on billing.charge;
drop function billing.keep_charge_version();
-- They stand aside for an erasure, as the one before did.
create trigger keep_charge_versions_of_new after insert on billing.charge referencing new table as new_rows for each statement when (not platform.erasing()) execute function billing.keep_charge_versions();
create trigger keep_charge_versions after update on billing.charge referencing old table as old_rows new table as new_rows for each statement when (not platform.erasing()) execute function billing.keep_charge_versions();
