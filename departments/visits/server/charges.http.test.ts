import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpBook } from '@openward/ledger/api';
import { visitsContract as contract, type Visit } from '../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from './test-hospital.ts';

let hospital: VisitsHospital;
const from = `${new Date().getUTCFullYear()}-01-01`;
beforeAll(async () => {
  hospital = await openVisitsHospital();
  await hospital.database.transaction({ scope: 'system' }, (tx) => setUpBook(tx, from));
  await hospital.asSuperuser(`
    with consultation as (insert into billing.service (code, name, kind, revenue_role, tax_category) values ('CONS', 'Consultation', 'consultation', 'revenue.consultation', 'care') returning id),
      list as (insert into billing.price_list (code, name, currency, during) values ('STD', 'Standard', 'EUR', daterange('${from}', null)) returning id),
      price as (insert into billing.price (price_list_id, service_id, unit_minor, during) select list.id, consultation.id, 4000, daterange('${from}', null) from list, consultation)
    insert into billing.charge_rule (name, event_kind, service_id, during) select 'Consultations', 'consultation', id, daterange('${from}', null) from consultation`);
});
afterAll(() => hospital.close());

it('twenty visits that are closed at once, each by two people, charge once each, and the book says the same', async () => {
  const visits: Visit[] = [];
  for (let n = 0; n < 20; n += 1) visits.push(await hospital.visit(await hospital.patient()));
  const closing = visits.flatMap((visit) => [hospital.doctor, hospital.other_doctor].map((who) => who.call(contract.close, { patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, disposition: 'home', no_diagnosis_reason: 'Only looked at' })));
  const answers = await Promise.all(closing);
  expect(answers.filter(({ status }) => status === 200), answers[0]?.text).toHaveLength(20);
  const rows = await hospital.asSuperuser<{ visit_id: string; charges: string; owed: string }>(`
    select v.id as visit_id, (select count(*) from billing.charge c where c.visit_id = v.id)::text as charges,
      (select sum(p.amount_minor) from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = 'unbilled.receivable' and p.party_id = v.patient_id)::text as owed
    from visits.visit v where v.id = any ($1::uuid[])`, [visits.map(({ id }) => id)]);
  expect(rows).toHaveLength(20);
  expect(rows.filter(({ charges, owed }) => charges !== '1' || owed !== '4000')).toEqual([]);
});
