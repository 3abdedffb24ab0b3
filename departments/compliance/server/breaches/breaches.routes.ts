import { type Act, badInput, explainConstraints, Problem, serve } from '@openward/platform/http';
import { printingHospital } from '@openward/platform/print';
import { seeRecord } from '@openward/records/api';
import type { Breach } from '../../contract/breaches.ts';
import { complianceContract as contract } from '../../contract/index.ts';
import { clocksOf, stillToTell } from '../../rules/breaches/clocks.ts';
import {
  type BreachRow, findBreach, insertBreach, insertBreachPerson, listBreaches, noteBreachAct, readBreachActs, readBreachPersons, saveAssessment, saveClosure, saveNotice,
} from './breaches.sql.ts';

explainConstraints({
  breach_touched_something: { status: 400, code: 'compliance.breach_of_nothing', message: 'Say what was touched: seen, changed or lost', field: 'seen' },
  breach_not_to_come: { status: 400, code: 'compliance.time_to_come', message: 'Is still to come', field: 'aware_at' },
  breach_told_after: { status: 400, code: 'compliance.told_before', message: 'Is before the hospital was aware of it', field: 'at' },
  breach_late_says_why: { status: 422, code: 'compliance.breach_late_without_reason', message: 'The authority hears after 72 hours: say why (GDPR 33(1))', field: 'delay_reason' },
  breach_closed_once: { code: 'compliance.breach_closed', message: 'This breach is closed', field: 'breach_id' },
  breach_closed_when_told: { code: 'compliance.breach_open_duty', message: 'Somebody is still to be told', field: 'breach_id' },
  breach_person_once: { code: 'compliance.breach_person_there', message: 'This patient is named already', field: 'patient_id' },
});

/** What is shown of a breach: its clocks are of now. */
function shown({ authority_at, persons_at, secretary_at, media_at, aware_at, closed_at, ...row }: BreachRow): Breach {
  const clocks = clocksOf({ ...row, aware_at, authority_at, persons_at, secretary_at, media_at }, new Date());
  return { ...row, aware_at: aware_at.toISOString(), closed_at: closed_at?.toISOString() ?? null, clocks };
}

/** A breach that is there, held and open where it is about to change. */
async function heldBreach(act: Act, breach_id: string, version?: number): Promise<BreachRow> {
  const found = await findBreach(act.tx, breach_id, version !== undefined);
  if (found === undefined) throw new Problem(404, 'compliance.breach_unknown', 'There is no such breach', { field: 'breach_id' });
  act.audit.detail({ breach_id });
  if (version === undefined) return found;
  if (found.closed_at !== null) throw new Problem(409, 'compliance.breach_closed', 'This breach is closed', { field: 'breach_id' });
  if (found.version !== version) throw new Problem(409, 'compliance.breach_changed', 'Somebody else changed this meanwhile', { current: shown(found) });
  return found;
}

/** The breach as it stands now, with all that was done about it. */
async function standing(act: Act, breach_id: string) {
  const row = await findBreach(act.tx, breach_id);
  if (row === undefined) throw new Error('a breach vanished');
  return { breach: shown(row), acts: await readBreachActs(act.tx, breach_id), persons: await readBreachPersons(act.tx, breach_id) };
}

/** The same, where a list of patients is shown with it. */
async function listed(act: Act, breach_id: string) {
  const all = await standing(act, breach_id);
  act.audit.shown(all.persons.map(({ patient_id }) => patient_id));
  return all;
}

export const breachRoutes = {
  breaches: serve(contract.breaches, async (_input, { tx }) => ({ breaches: (await listBreaches(tx)).map(shown) })),

  breach: serve(contract.breach, async ({ breach_id }, act) => {
    await heldBreach(act, breach_id);
    return listed(act, breach_id);
  }),

  addBreach: serve(contract.addBreach, async (input, act) => {
    const { zone } = await printingHospital(act.tx);
    const id = await insertBreach(act.tx, input, zone);
    const { aware_at } = (await findBreach(act.tx, id))!;
    await noteBreachAct(act.tx, id, { act: 'found', at: aware_at, by_name: act.actor.display_name, note: '' });
    act.audit.detail({ breach_id: id });
    return standing(act, id);
  }),

  assessBreach: serve(contract.assessBreach, async (input, act) => {
    await heldBreach(act, input.breach_id, input.version);
    await saveAssessment(act.tx, input);
    await noteBreachAct(act.tx, input.breach_id, { act: 'assessed', at: new Date(), by_name: act.actor.display_name, note: input.risk_because });
    act.audit.detail({ risk: input.risk });
    return listed(act, input.breach_id);
  }),

  tellOfBreach: serve(contract.tellOfBreach, async ({ version, note, ...input }, act) => {
    await heldBreach(act, input.breach_id, version);
    const { zone } = await printingHospital(act.tx);
    const at = await saveNotice(act.tx, input, zone);
    if (at.getTime() > Date.now() + 5 * 60_000) throw badInput('at', 'compliance.time_to_come', 'Is still to come');
    await noteBreachAct(act.tx, input.breach_id, { act: input.duty, at, by_name: act.actor.display_name, note: input.delay_reason === '' ? note : `${note} (${input.delay_reason})` });
    act.audit.detail({ duty: input.duty });
    return listed(act, input.breach_id);
  }),

  addBreachPerson: serve(contract.addBreachPerson, async (input, act) => {
    const { version } = await heldBreach(act, input.breach_id);
    await heldBreach(act, input.breach_id, version);
    await seeRecord(act, input.patient_id);
    await insertBreachPerson(act.tx, input);
    return standing(act, input.breach_id);
  }),

  closeBreach: serve(contract.closeBreach, async ({ breach_id, version, lesson }, act) => {
    const breach = await heldBreach(act, breach_id, version);
    if (breach.risk === null) throw new Problem(409, 'compliance.breach_not_assessed', 'Say first what it means', { field: 'breach_id' });
    const open = stillToTell(clocksOf(breach, new Date()));
    if (open.length > 0) throw new Problem(409, 'compliance.breach_open_duty', 'Somebody is still to be told', { field: 'breach_id', duties: open });
    await saveClosure(act.tx, breach_id);
    await noteBreachAct(act.tx, breach_id, { act: 'closed', at: new Date(), by_name: act.actor.display_name, note: lesson });
    return listed(act, breach_id);
  }),
};
