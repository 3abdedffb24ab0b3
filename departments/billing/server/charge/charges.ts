import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { identityOf } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract } from '../../contract/index.ts';
import { chargeFor } from './capture.ts';
import { unknownCharge } from './change.ts';
import { chargesOfPatient, heldCharges as listHeld, readCharges } from './charge.sql.ts';
import { serviceCode, versionsOf } from './version.sql.ts';
import { shownCharge } from './shown.ts';

export const charges = serve(contract.charges, async ({ patient_id, limit }, act) => {
  await seeRecord(act, patient_id);
  return { charges: (await chargesOfPatient(act.tx, await records.aliasSet(act.tx, patient_id), limit)).map(shownCharge) };
});

export const chargeHistory = serve(contract.chargeHistory, async ({ charge_id }, act) => {
  const [charge] = await readCharges(act.tx, [charge_id]);
  if (charge === undefined) throw unknownCharge();
  await seeRecord(act, charge.patient_id);
  act.audit.patient(charge.patient_id);
  act.audit.detail({ charge_id });
  const versions = await versionsOf(act.tx, charge_id);
  return {
    charge: shownCharge(charge),
    versions: versions.map(({ net_minor, tax_minor, at, ...version }) => ({ ...version, at: at.toISOString(), net: printAmount(net_minor, version.currency), tax: printAmount(tax_minor, version.currency) })),
  };
});

export const addCharge = serve(contract.addCharge, async ({ patient_id: asked, service_id, quantity, performed_at, visit_id, department_id, practitioner_id, location_id }, act) => {
  await seeRecord(act, asked);
  const patient = await identityOf(act.tx, asked);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  const service_code = await serviceCode(act.tx, service_id);
  if (service_code === undefined) throw new Problem(422, 'billing.service_unknown', 'There is no such service, or it is no longer done', { field: 'service_id' });
  const at = performed_at ?? new Date().toISOString();
  if (Date.parse(at) > Date.now() + 60_000) throw new Problem(422, 'billing.ahead', 'Lies in the future: what is not done yet is not charged', { field: 'performed_at' });
  const [charge] = await chargeFor(act.tx, {
    kind: 'by-hand', source_id: crypto.randomUUID(), patient_id: patient.patient_id, visit_id, at, department_id, practitioner_id, location_id, service_code, quantity,
  }, { account_id: act.actor.account_id, name: act.actor.display_name });
  act.audit.detail({ charge_id: charge?.id });
  return shownCharge(charge!);
});

export const heldCharges = serve(contract.heldCharges, async (_input, act) => {
  const found = await listHeld(act.tx, 500);
  act.audit.shown(found.map(({ patient_id }) => patient_id));
  return { charges: found.map((row) => ({ ...shownCharge(row), patient_name: row.patient_name, hospital_number: row.hospital_number })) };
});
