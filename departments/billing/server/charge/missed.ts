import { Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { seeRecord } from '@openward/records/api';
import { addDays } from '@openward/platform/time';
import { billingContract as contract, type MissedCharge } from '../../contract/index.ts';
import { servicesFor } from '../../rules/charge/services.ts';
import { chargeFor, type ChargeEvent } from './capture.ts';
import { chargedOf } from './charge.sql.ts';
import { factsOf } from '../price/facts.sql.ts';
import { namesOf } from './names.sql.ts';
import { rulesOf } from './rule.sql.ts';
import { shownCharge } from './shown.ts';

/** What was done, as its department tells it. */
export interface DoneEvent extends ChargeEvent {
  /** What it is in words that a biller knows it by, such as the number of the visit. */
  what: string;
}

/** Tells what was done in some days that may have charged; those whom the caller may not see are left out. */
export type ReadsDone = (tx: Tx, days: { from: string; until: string }) => Promise<DoneEvent[]>;

const readers: ReadsDone[] = [];

/** A department downstream tells what was done in it, so that what charged nothing is found. */
export function readDoneWith(reader: ReadsDone): void {
  readers.push(reader);
}

async function missedBetween(tx: Tx, days: { from: string; until: string }): Promise<(DoneEvent & { services: string[] })[]> {
  const done: DoneEvent[] = [];
  for (const read of readers) done.push(...(await read(tx, days)));
  const charged = await chargedOf(tx, done);
  const missed: (DoneEvent & { services: string[] })[] = [];
  for (const event of done.filter(({ kind, source_id }) => !charged.has(`${kind} ${source_id}`)).slice(0, 500)) {
    const facts = await factsOf(tx, { patient_id: event.patient_id, at: event.at, location_id: event.location_id ?? null, practitioner_id: event.practitioner_id ?? null });
    const wanted = servicesFor(await rulesOf(tx, [event.kind], facts.day), {
      kind: event.kind, visit_class: event.visit_class ?? null, specialties: facts.specialties, department_id: event.department_id ?? null, codes: event.codes ?? [], minute: facts.minute, lasted: event.minutes ?? null,
    });
    if (wanted.length > 0) missed.push({ ...event, services: wanted.map(({ service_id }) => service_id) });
  }
  return missed;
}

export const missedCharges = serve(contract.missedCharges, async ({ from, until }, act) => {
  const missed = await missedBetween(act.tx, daysOf(from, until));
  const { patients, services } = await namesOf(act.tx, missed);
  act.audit.shown(missed.map(({ patient_id }) => patient_id));
  return {
    missed: missed.map(({ kind, source_id, patient_id, visit_id, at, what, services: ids }): MissedCharge => ({
      kind, source_id, patient_id, visit_id, at, what, patient_name: patients.get(patient_id)?.name ?? '', hospital_number: patients.get(patient_id)?.number ?? '', services: ids.map((id) => services.get(id) ?? ''),
    })),
  };
});

export const chargeMissed = serve(contract.chargeMissed, async ({ kind, source_id, from, until }, act) => {
  const event = (await missedBetween(act.tx, daysOf(from, until))).find((each) => each.kind === kind && each.source_id === source_id);
  if (event === undefined) throw new Problem(404, 'billing.not_missed', 'This has charged meanwhile, or no rule stands for it', { field: 'source_id' });
  await seeRecord(act, event.patient_id);
  act.audit.patient(event.patient_id);
  const charges = await chargeFor(act.tx, event, { account_id: act.actor.account_id, name: act.actor.display_name });
  act.audit.detail({ kind, source_id, charges: charges.length });
  return { charges: charges.map(shownCharge) };
});

function daysOf(from: string, until: string): { from: string; until: string } {
  if (until < from) throw new Problem(422, 'billing.ends_before', 'Ends before it begins', { field: 'until' });
  if (until > addDays(from, 31)) throw new Problem(422, 'billing.too_long', 'A month at a time', { field: 'until' });
  return { from, until };
}
