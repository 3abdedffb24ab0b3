import type { Tx } from '@openward/platform/db';
import { followWrites } from '@openward/records/api';
import { chargeFor, type ChargeEvent } from './capture.ts';
import { withdrawCharges } from './follow.ts';
import { readDoneWith } from './missed.ts';
import { authorNow, liveChargesOf, proceduresBetween, proceduresNow, type ProcedureRow } from './procedures.sql.ts';

/** FHIR tells the class of a visit by HL7's codes. */
const classes: Readonly<Record<string, string>> = { AMB: 'outpatient', EMER: 'emergency', IMP: 'inpatient', HH: 'home', VR: 'tele' };

/** What was done in a visit of this hospital; what a history tells of other times and places costs nothing here. */
function eventOf({ source_id, patient_id, visit_id, status, at, minutes, codes, practitioner_id, department_id, visit_class }: ProcedureRow): ChargeEvent | undefined {
  if (status !== 'completed' || visit_id === null || patient_id === null) return undefined;
  return { kind: 'procedure', source_id, patient_id, visit_id, at: at.toISOString(), minutes, codes, practitioner_id, department_id, visit_class: visit_class === null ? null : (classes[visit_class] ?? null) };
}

/**
 * A procedure charges by rule in the transaction that records it, once, whether somebody writes it in the chart or another system by FHIR. One that was
 * not done after all is taken back. What an import brings in was charged elsewhere.
 */
async function chargeProcedures(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const procedures = await proceduresNow(tx, ids);
  if (procedures.length === 0) return;
  const author = await authorNow(tx);
  for (const procedure of procedures) {
    const event = eventOf(procedure);
    if (event !== undefined) await chargeFor(tx, event, author);
    else await withdrawCharges(tx, await liveChargesOf(tx, procedure.source_id), 'The procedure was not done', author);
  }
}

followWrites('Procedure', 'billing', (tx, written) => chargeProcedures(tx, written.filter(({ source }) => source === null || source === 'openward').map(({ id }) => id)));

readDoneWith(async (tx, days) => (await proceduresBetween(tx, days)).flatMap((procedure) => {
  const event = eventOf(procedure);
  return event === undefined ? [] : [{ ...event, what: procedure.title ?? 'Procedure' }];
}));
