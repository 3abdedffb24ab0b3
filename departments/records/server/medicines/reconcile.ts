import { randomUUID } from 'node:crypto';
import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { setMember, type Element } from '@openward/platform/fhir';
import { medicinesContract, type MedicineCheck, type reconcileActs } from '../../contract/medicines.ts';
import { writeDosage } from '../../rules/medicines/dosage.ts';
import { inState } from '../../rules/orders/states.ts';
import { closeLoopsAbout } from '../loop/close.ts';
import { followSupply } from '../loop/supply.ts';
import { withoutGeneratedText } from '../../rules/statement/subject.ts';
import { askIdentity } from '../ask-identity.ts';
import { checkSubstance, keepOverride, refuseSevere } from './check.ts';
import { lockMedicines } from './lock.sql.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { authorReference } from '../statement/author.ts';
import { heldStatement } from '../statement/statements.ts';
import { seeVisit } from '../visit.ts';
import { takenMedicines, type TakenMedicine } from './list.ts';

type ReconcileAct = (typeof reconcileActs)[number];
interface Line {
  type: 'MedicationStatement' | 'MedicationRequest';
  id: string;
  version: number;
  act: ReconcileAct;
  reason?: string | undefined;
  dosage?: Parameters<typeof writeDosage>[0] | undefined;
  override?: string | undefined;
}

const flags: Record<ReconcileAct, string> = { continue: 'Continued', change: 'Changed', stop: 'Stopped', not_taking: 'Not taken' };
const key = ({ type, id }: { type: string; id: string }): string => `${type}/${id}`;

/** Goes through the whole medication list at once: what was not said of a line that is current is asked for. Kept as a FHIR List. */
export const reconcile = serve(medicinesContract.medicines.reconcile, async ({ patient_id, visit_id, identity, lines }, act) => {
  await seeRecord(act, patient_id);
  await seeVisit(act.tx, patient_id, visit_id);
  // Somebody who adds a medicine meanwhile waits, or is seen.
  await lockMedicines(act.tx, patient_id);
  const taken = (await takenMedicines(act.tx, patient_id)).filter(({ current }) => current);
  const said = new Set(lines.map(key));
  if (said.size < lines.length) throw new Problem(422, 'records.medicine_twice', 'A medicine stands here twice', { field: 'lines' });
  const missing = taken.filter((medicine) => !said.has(key(medicine)));
  if (missing.length > 0) {
    throw new Problem(422, 'records.medicines_missing', 'Not every current medicine was gone through', {
      field: 'lines', missing: missing.map(({ type, id, title }) => ({ type, id, title })),
    });
  }
  for (const [at, line] of lines.entries()) {
    const field = `lines[${at}]`;
    refuseUnlessOrders(act, line, field);
    const medicine = taken.find((each) => key(each) === key(line));
    const check = line.act === 'change' && medicine !== undefined ? await checkAgain(act, patient_id, medicine, { override: line.override, identity, field }) : null;
    await settleLine(act, patient_id, line, field);
    if (check !== null) await keepOverride(act, check, { type: line.type, id: line.id, patient_id, reason: line.override });
  }
  const now = new Date().toISOString();
  const list = listOf(lines, taken, { patient_id, visit_id, now, source: await authorReference(act) });
  const { id, version } = await put(act.tx, { resource: list, if_version: 0 });
  act.audit.detail({ type: 'List', id, lines: lines.length });
  return { id, version, at: now, lines: lines.length };
});

/** What was prescribed is changed and stopped by those who may prescribe; that it is not taken, anybody who asks the patient may say. */
function refuseUnlessOrders({ actor }: Act, { type, act: what }: Line, field: string): void {
  if (type !== 'MedicationRequest' || what === 'continue' || what === 'not_taking' || actor.permissions.has('records.order')) return;
  throw new Problem(403, 'access.permission', 'Your role does not change or stop what was prescribed', { field: `${field}.act` });
}

/** A medicine that is changed is checked as a new one is; a prescription of high risk asks again who the patient is. */
async function checkAgain(
  act: Act, patient_id: string, medicine: TakenMedicine, { override, identity, field }: { override: string | undefined; identity: string | undefined; field: string },
): Promise<MedicineCheck> {
  const check = await checkSubstance(act, patient_id, medicine);
  refuseSevere(check, override, `${field}.override`);
  if (check.high_risk && medicine.type === 'MedicationRequest') await askIdentity(act, patient_id, identity);
  return check;
}

async function settleLine(act: Act, patient_id: string, { type, id, version, act: what, reason, dosage }: Line, field: string): Promise<void> {
  const row = await heldStatement(act, patient_id, type, id, version);
  if (what === 'continue') return;
  if (reason === undefined) throw new Problem(422, 'records.reason_needed', 'Say why', { field: `${field}.reason` });
  if (what === 'change') {
    if (dosage === undefined) throw new Problem(422, 'records.dosage_needed', 'Say how it is taken from now on', { field: `${field}.dosage` });
    const changed = withDosage(row.resource, dosage, reason);
    await write(act, changed, version);
    return followSupply(act.tx, changed);
  }
  if (type === 'MedicationStatement') {
    const resource: Element = { ...withoutGeneratedText(row.resource), status: what === 'stop' ? 'stopped' : 'not-taking', statusReason: [{ text: reason }] };
    return write(act, resource, version);
  }
  if (what === 'stop') {
    await write(act, inState(row.resource, 'stopped', reason), version);
    await closeLoopsAbout(act.tx, { type, id }, { cancelled: reason }, ['order']);
    return;
  }
  // A prescription that is not followed stays what it is; that it is not taken is a statement of its own.
  await put(act.tx, { if_version: 0, resource: {
    resourceType: 'MedicationStatement', id: randomUUID(), basedOn: [{ reference: `MedicationRequest/${id}` }], status: 'not-taking', statusReason: [{ text: reason }],
    ...(row.resource['medicationCodeableConcept'] === undefined ? { medicationReference: row.resource['medicationReference'] } : { medicationCodeableConcept: row.resource['medicationCodeableConcept'] }),
    subject: { reference: `Patient/${patient_id}` }, dateAsserted: new Date().toISOString(), informationSource: await authorReference(act),
  } });
}

async function write(act: Act, resource: Element, if_version: number): Promise<void> {
  await put(act.tx, { json: JSON.stringify(resource), if_version });
}

function withDosage(resource: Element, dosage: Parameters<typeof writeDosage>[0], reason: string): Element {
  const name = resource['resourceType'] === 'MedicationRequest' ? 'dosageInstruction' : 'dosage';
  const changed = withoutGeneratedText(resource);
  setMember(changed, name, [writeDosage(dosage)]);
  const notes = Array.isArray(changed['note']) ? (changed['note'] as Element[]) : [];
  setMember(changed, 'note', [...notes, { text: reason }]);
  return changed;
}

interface Around {
  patient_id: string;
  visit_id: string | undefined;
  now: string;
  source: Element;
}

function listOf(lines: readonly Line[], taken: readonly TakenMedicine[], { patient_id, visit_id, now, source }: Around): Element {
  const titles = new Map(taken.map((medicine) => [key(medicine), medicine.title]));
  return {
    resourceType: 'List', id: randomUUID(), status: 'current', mode: 'snapshot', title: 'Medication reconciliation',
    code: { coding: [{ system: 'http://loinc.org', code: '10160-0', display: 'History of Medication use Narrative' }], text: 'Medication reconciliation' },
    subject: { reference: `Patient/${patient_id}` }, ...(visit_id === undefined ? {} : { encounter: { reference: `Encounter/${visit_id}` } }),
    date: now, source,
    ...(lines.length === 0 ? { emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: 'nilknown' }], text: 'No medicines' } } : {
      entry: lines.map((line) => ({
        flag: { coding: [{ system: 'https://openward.org/fhir/CodeSystem/reconciliation', code: line.act, display: flags[line.act] }], text: line.reason === undefined ? flags[line.act] : `${flags[line.act]}: ${line.reason}` },
        date: now, item: { reference: key(line), ...(titles.has(key(line)) ? { display: titles.get(key(line)) } : {}) },
      })),
    }),
  };
}
