import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { insertBreach, insertBreachPerson, noteBreachAct, saveAssessment, saveClosure, saveNotice } from '../server/breaches/breaches.sql.ts';

export interface BreachSeedOptions {
  now: Date;
  /** Who keeps the register: account and name. */
  officer: { account_id: string; name: string };
  patient_ids: readonly string[];
}

const hour_ms = 3_600_000;
const wall = (at: Date) => at.toISOString().slice(0, 16);

/** A breach that is closed, and one whose clock runs, written down by the privacy officer. Returns how many. */
export async function seedBreaches(tx: Tx, { now, officer, patient_ids }: BreachSeedOptions): Promise<number> {
  const ago = (hours: number) => new Date(now.getTime() - hours * hour_ms);
  const note = (id: string, act: Parameters<typeof noteBreachAct>[2]['act'], at: Date, said = '') => noteBreachAct(tx, id, { act, at, by_name: officer.name, note: said });
  await sql`select set_config('openward.actor', ${officer.account_id}, true)`.execute(tx);

  const sent = { aware_at: wall(ago(40 * 24)), happened: 'The day before', seen: true, changed: false, lost: false };
  const closed = await insertBreach(tx, { ...sent, title: 'A discharge letter went to another patient', description: 'Two letters were put into one envelope. The other patient brought back the letter that was not theirs.' }, 'UTC');
  await note(closed, 'found', ago(40 * 24));
  for (const patient_id of patient_ids.slice(0, 1)) await insertBreachPerson(tx, { breach_id: closed, patient_id, what: 'Discharge letter with diagnoses' });
  await saveAssessment(tx, {
    breach_id: closed, version: 1, risk: 'risk', risk_because: 'Health data was read by one person, who brought it back', persons_about: 1, categories: 'A patient; name, address, diagnoses',
    consequences: 'Loss of confidentiality towards one person', measures: 'The letter was fetched; letters are now put into envelopes one at a time, with a window', hipaa: false, persons_exempt: '',
  });
  await note(closed, 'assessed', ago(39 * 24), 'Health data was read by one person, who brought it back');
  const told = ago(39 * 24 - 4);
  await saveNotice(tx, { breach_id: closed, duty: 'authority', at: wall(told), delay_reason: '' }, 'UTC');
  await note(closed, 'authority', told, 'By the form of the authority');
  await saveClosure(tx, closed);
  await note(closed, 'closed', now, 'Envelopes with a window, one letter at a time');

  const open = await insertBreach(tx, {
    title: 'A telephone of the ward is missing', aware_at: wall(ago(20)), happened: 'During the night shift', seen: true, changed: false, lost: false,
    description: 'The telephone on which the on-call list is read was not found at the handover. It is locked; whether somebody was signed in is looked at.',
  }, 'UTC');
  await note(open, 'found', ago(20));
  await sql`select set_config('openward.actor', '', true)`.execute(tx);
  return 2;
}
