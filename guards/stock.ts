import type { Client, TestHospital } from '@openward/platform/testing';
import { contracts } from '../app/contracts.ts';
import { make } from './stock-make.ts';
import { stockMoney } from './stock-money.ts';

/** Keys of things that exist, by the name of the field that names such a thing. */
export type Stock = ReadonlyMap<string, readonly string[]>;

const { billing, compliance, ledger, patients, scheduling, staff, visits } = contracts;

/** A hospital with a little of everything, made as people make it, so that what a guard asks for sometimes exists. */
export async function stockHospital(hospital: TestHospital): Promise<Stock> {
  const stock = new Map<string, string[]>();
  const keep = (id: string, ...fields: string[]) => {
    for (const field of fields) stock.set(field, [...(stock.get(field) ?? []), id]);
    return id;
  };
  const clerk = await hospital.signIn('medical-records', 'front-desk', 'biller');
  const administrator = await hospital.signIn('administrator');

  const root = (await make(administrator, staff.createDepartment, { code: 'HOSP', name: 'Hospital', kind: 'hospital', parent_id: null })).id;
  const ward = (await make(administrator, staff.createDepartment, { code: 'MED', name: 'Medicine', kind: 'clinical', parent_id: root })).id;
  for (const id of [root, ward]) keep(id, 'department_id', 'parent_id');
  const building = (await make(administrator, staff.createLocation, { code: 'MAIN', name: 'Main', kind: 'building', parent_id: null })).id;
  const room = (await make(administrator, staff.createLocation, { code: 'R1', name: 'Room 1', kind: 'room', parent_id: building })).id;
  for (const id of [building, room]) keep(id, 'location_id', 'parent_id');
  const person = (await make(administrator, staff.create, { family_name: 'Stock', starts_on: '2020-01-01' })).id;
  keep(person, 'practitioner_id', 'staff_id');
  const assignment = { practitioner_id: person, department_id: ward, job: 'nurse', starts_on: '2020-01-01' };
  keep((await make(administrator, staff.createAssignment, assignment)).id, 'assignment_id');
  keep((await hospital.signIn('nurse')).account_id, 'account_id', 'subject_account_id');

  keep((await make(administrator, scheduling.addVisitType, { code: 'CONS', name: 'Consultation', minutes: 20 })).id, 'visit_type_id');
  keep((await make(administrator, scheduling.addResource, { kind: 'clinician', name: 'Dr Stock', practitioner_id: person })).id, 'resource_id', 'resource_ids');

  const point = keep((await make(administrator, visits.addServicePoint, { letter: 'Q', name: 'Clinic', kind: 'clinic', department_id: ward })).id, 'service_point_id', 'service_point_ids');
  keep((await make(administrator, visits.addQueueRoom, { service_point_id: point, name: 'Counter' })).id, 'room_id');
  keep((await make(administrator, visits.addDisplay, { name: 'Hall', service_point_ids: [point] })).id, 'display_id');

  await make(await hospital.signIn('accountant'), ledger.setUp, { first_day: '2026-01-01' });

  await administrator.call(visits.setEmergencyDepartment, { department_id: ward, scheme: 'ESI', version: 0 });
  const nurse = await hospital.signIn('nurse');
  keep((await make(nurse, visits.startIncident, { name: 'Stock' })).id, 'incident_id');
  const come = await make<{ visit_id: string; patient_id: string }>(nurse, visits.arrive, { unknown: {} });
  keep(come.visit_id, 'visit_id');
  keep(come.patient_id, 'patient_id');

  const payer = keep((await make(clerk, patients.addPayer, { name: 'Insurer', kind: 'insurer' })).id, 'payer_id');
  const records: { id: string; version: number }[] = [];
  for (const family of ['Stockwell', 'Brandão', 'Okonkwo', 'Lindqvist']) {
    const { id, version } = await make(clerk, patients.register, {
      names: [{ family, given: ['Ada'] }], birth_date: '1980-02-03', sex: 'female',
      identifiers: [{ kind: 'national_id', issuer: 'GB', value: `${family.toUpperCase()}-1` }],
      coverages: [{ payer_id: payer, policy_number: 'P1' }],
    });
    records.push({ id, version });
    keep(id, 'patient_id', 'mother_id', 'linked_patient_id', 'subscriber_patient_id', 'merged_id');
    const { identifiers, coverages } = (await open(clerk, id)).patient;
    keep(identifiers[0]?.id ?? '', 'identifier_id');
    keep(coverages[0]?.id ?? '', 'coverage_id');
  }
  const [surviving, merged] = records;
  if (surviving !== undefined && merged !== undefined) {
    const input = { patient_id: surviving.id, version: surviving.version, merged_id: merged.id, merged_version: merged.version, reason: 'Same person' };
    keep((await make<{ merge: { id: string } }>(clerk, patients.merge, input)).merge.id, 'merge_id');
  }
  for (const { id } of records.slice(2)) {
    const { stop } = await make<{ stop: { id: string; token_id: string } }>(clerk, visits.checkInToQueue, { patient_id: id, service_point_id: point });
    keep(stop.id, 'stop_id');
    keep(stop.token_id, 'token_id');
  }
  // Those that were not merged come more often: a merged record refuses most acts.
  for (const { id } of [...records.slice(2), ...records.slice(2)]) keep(id, 'patient_id');
  for (const { id } of records.slice(2)) {
    keep((await make(clerk, scheduling.want, { patient_id: id, asked: { visit_type_id: stock.get('visit_type_id')?.[0], needs: [{ kind: 'clinician' }] } })).id, 'wanted_id');
    keep((await make(clerk, scheduling.receiveReferral, { patient_id: id, from_name: 'Dr Ito', reason: 'Palpitations', department_id: ward })).id, 'referral_id');
  }
  const officer = await hospital.signIn('compliance');
  for (const { id } of records.slice(2)) {
    keep((await make<{ request: { id: string } }>(officer, compliance.addRightsRequest, { patient_id: id, kind: 'access', received_on: '2026-01-31', asked_by: 'Stock', identity_proof: 'Passport' })).request.id, 'request_id');
  }
  const [owes] = records.slice(2);
  if (owes !== undefined) {
    keep((await make(clerk, billing.makeEstimate, { patient_id: owes.id, lines: [{ description: 'Stay', amount: '10.00' }] })).id, 'invoice_id');
    keep((await make(clerk, billing.requestDeposit, { patient_id: owes.id, amount: '10.00', due_date: '2030-01-01', reason: 'Stay' })).id, 'invoice_id');
    keep((await make(clerk, billing.addBillingAccount, { name: 'Family Stock', kind: 'family', debtor_id: owes.id, members: [owes.id] })).id, 'account_id');
    await stockMoney({ hospital, keep, patient_id: owes.id, payer_id: payer, practitioner_id: person, department_id: ward, location_id: room });
  }
  keep((await make(await hospital.signIn('billing-manager'), billing.addSplitRule, { payer_id: payer, percent_bp: 8000 })).id, 'rule_id');
  return stock;
}

interface Opened {
  patient: { identifiers: { id: string }[]; coverages: { id: string }[] };
}

const open = async (client: Client, patient_id: string): Promise<Opened> =>
  (await client.call<Opened>(patients.read, { patient_id })).body;
