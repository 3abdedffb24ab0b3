import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract, type BillingAccount } from '../../contract/index.ts';

async function list(act: Act, { id = null, patient_ids = null }: { id?: string | null; patient_ids?: readonly string[] | null }): Promise<BillingAccount[]> {
  const { rows } = await sql<BillingAccount>`
    select a.id, a.name, a.kind, a.debtor_kind, a.debtor_id, coalesce(dp.display_name, dy.name, '') as debtor_name, a.active, a.version,
      coalesce((select jsonb_agg(jsonb_build_object('patient_id', p.id, 'name', p.display_name, 'hospital_number', p.hospital_number) order by p.display_name, p.id)
        from billing.account_member m join patients.patient p on p.id = m.patient_id where m.account_id = a.id), '[]') as members
    from billing.account a left join patients.patient dp on dp.id = a.debtor_patient_id left join patients.payer dy on dy.id = a.debtor_payer_id
    where (${id}::uuid is null or a.id = ${id}::uuid) and (${patient_ids === null} or exists (select from billing.account_member m where m.account_id = a.id and m.patient_id = any (${[...(patient_ids ?? [])]}::uuid[])))
    order by a.name limit 500`.execute(act.tx);
  return rows;
}

export const billingAccounts = serve(contract.billingAccounts, async ({ patient_id }, act) => {
  const accounts = await list(act, { patient_ids: patient_id === undefined ? null : await records.aliasSet(act.tx, patient_id) });
  act.audit.shown(accounts.flatMap(({ members }) => members.map((member) => member.patient_id)));
  return { accounts };
});

export const addBillingAccount = serve(contract.addBillingAccount, async ({ name, kind, debtor_id, members }, act) => {
  const debtor_kind = kind === 'family' ? 'patient' : 'payer';
  await seeAll(act, [...members, ...(kind === 'family' ? [debtor_id] : [])]);
  const { rows } = await sql<{ id: string }>`insert into billing.account (name, kind, debtor_kind, debtor_id) values (${name}, ${kind}, ${debtor_kind}, ${debtor_id}::uuid) returning id`.execute(act.tx);
  await keepMembers(act, rows[0]!.id, members);
  return (await list(act, { id: rows[0]!.id }))[0]!;
});

export const changeBillingAccount = serve(contract.changeBillingAccount, async ({ account_id, version, name, active, members }, act) => {
  const [before] = await list(act, { id: account_id });
  if (before === undefined) throw new Problem(404, 'billing.account_unknown', 'There is no such account', { field: 'account_id' });
  await seeAll(act, [...members, ...before.members.map(({ patient_id }) => patient_id)]);
  const { numAffectedRows } = await sql`update billing.account set name = ${name}, active = ${active}, version = version + 1 where id = ${account_id}::uuid and version = ${version}`.execute(act.tx);
  if (numAffectedRows !== 1n) throw new Problem(409, 'conflict.version', 'Somebody has changed this account meanwhile', { field: 'version', current: before });
  await keepMembers(act, account_id, members);
  return (await list(act, { id: account_id }))[0]!;
});

async function seeAll(act: Act, patient_ids: readonly string[]): Promise<void> {
  for (const patient_id of new Set(patient_ids)) {
    await seeRecord(act, patient_id);
    act.audit.patient(patient_id);
  }
}

async function keepMembers(act: Act, account_id: string, members: readonly string[]): Promise<void> {
  await sql`delete from billing.account_member where account_id = ${account_id}::uuid and patient_id <> all (${[...members]}::uuid[])`.execute(act.tx);
  await sql`insert into billing.account_member (account_id, patient_id) select ${account_id}::uuid, unnest(${[...new Set(members)]}::uuid[]) on conflict do nothing`.execute(act.tx);
}
