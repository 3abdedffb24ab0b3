import type { Act } from '@openward/platform/http';
import { chartAlerts } from '@openward/records/api';
import type { Emergency, EmergencyRow } from '../../contract/index.ts';
import { attentionOf, type Standing, stateOf } from '../../rules/emergency/order.ts';
import { readTriages, type EmergencyDbRow } from './emergency.sql.ts';

/** How a band is read out: the number of an incident. */
export const bandCode = (number: number): string => `M-${String(number).padStart(3, '0')}`;

/** What the order is reckoned from. */
export const standing = (row: EmergencyDbRow): Standing & { row: EmergencyDbRow } =>
  ({ visit_id: row.visit_id, status: row.status, level: row.level, arrived_at: row.arrived_at, dead: row.dead, boarding: row.boarding_since !== null, row });

/** Rows as this person may read them, with what the charts say of them. */
export async function shownRows({ tx, actor }: Pick<Act, 'tx' | 'actor'>, rows: readonly EmergencyDbRow[], now: Date): Promise<EmergencyRow[]> {
  const clinical = actor.permissions.has('records.read');
  const alerts = await chartAlerts(tx, rows.map(({ visit_id, patient_id }) => ({ visit_id, patient_id })));
  return rows.map((row) => {
    const state = stateOf(standing(row));
    const alert = alerts.get(row.visit_id);
    const newest = alert?.news2 == null || alert.news2_at === null ? null : { score: alert.news2, at: alert.news2_at };
    return {
      visit_id: row.visit_id, version: row.version, number: row.number, patient_id: row.patient_id, patient_name: row.patient_name, unknown: row.unknown,
      hospital_number: row.hospital_number, birth_date: row.birth_date, sex: row.sex, department_id: row.department_id, status: row.status, state,
      scheme: row.scheme, level: row.level, arrival_mode: row.arrival_mode, arrived_at: row.arrived_at.toISOString(),
      triaged_at: row.triaged_at?.toISOString() ?? null, due_at: row.due_at?.toISOString() ?? null, started_at: row.started_at, boarding_since: row.boarding_since,
      bed_department_name: row.bed_department_name, location_id: row.location_id, location_name: row.location_name, clinician_name: row.clinician_name,
      nurse_id: row.nurse_id, nurse_name: row.nurse_name, medico_legal: row.medico_legal, band: row.band_number === null ? null : bandCode(row.band_number),
      attention: attentionOf({ state, due_at: row.due_at, triaged_at: row.triaged_at, triaged_with: row.triaged_with, newest }, now),
      complaint: clinical ? row.complaint : null, next_step: clinical ? row.next_step : null, news2: clinical ? (newest?.score ?? null) : null,
      allergies: clinical ? (alert?.allergies ?? 0) : null, warnings: clinical ? (alert?.warnings ?? []) : [],
      open_orders: clinical ? (alert?.open_orders ?? 0) : null, new_results: clinical ? (alert?.new_results ?? 0) : null,
    };
  });
}

/** All of one emergency visit, as this person may read it. */
export async function shownWhole(act: Act, row: EmergencyDbRow, now: Date): Promise<Emergency> {
  const [shown] = await shownRows(act, [row], now);
  const clinical = act.actor.permissions.has('records.read');
  const triages = await readTriages(act.tx, row.visit_id);
  return {
    ...shown!, medico_legal_note: clinical ? row.medico_legal_note : null, next_of_kin: row.next_of_kin,
    triages: triages.map((each) => (clinical ? each : { ...each, news2: null, reason: null })),
    out_of_turn_reason: row.out_of_turn_reason, disposition: row.disposition, disposition_at: row.disposition_at,
    disposition_note: clinical ? row.disposition_note : null, disposition_by: row.disposition_by, bed_department_id: row.bed_department_id,
  };
}
