import { writeAgain } from '@openward/patients/api';
import { type Act, badInput, explainConstraints, Problem, serve } from '@openward/platform/http';
import { complianceContract as contract } from '../../contract/index.ts';
import type { ErasurePreview } from '../../contract/erasure.ts';
import type { RightsRequest } from '../../contract/rights.ts';
import { judge, mayGo } from '../../rules/erasure/retention.ts';
import { heldRequest } from '../rights/rights.routes.ts';
import { noteAct } from '../rights/rights.sql.ts';
import { carryOut, countParts, endErasure, holdErasure, insertErasure, listErasures, readFacts, readRetention, updateRetention } from './erasure.sql.ts';

explainConstraints({
  erasure_asked_once: { code: 'compliance.erasure_waits', message: 'An erasure of this request waits for another person already', field: 'request_id' },
  erasure_decided_once: { code: 'compliance.erasure_decided', message: 'This was decided already', field: 'erasure_id' },
  erasure_by_another: { code: 'compliance.own_erasure', message: 'Somebody else decides what you proposed yourself', field: 'erasure_id' },
  erasure_withdrawn_by_who_asked: { code: 'compliance.not_own_erasure', message: 'Only who proposed it withdraws it: refuse it', field: 'decision' },
  erasure_still_may: { code: 'compliance.erasure_must_wait', message: 'Something of this must be kept, or is under way again: look again', field: 'erasure_id' },
  erasure_of_an_open_request: { code: 'compliance.request_answered', message: 'This request is answered already', field: 'request_id' },
  record_is_erased: { code: 'records.erased', message: 'This record was erased: register the patient anew', field: 'patient_id' },
});

/** A request to erase that the actor may see, held where it is about to change. */
async function erasureRequest(act: Act, request_id: string, change: boolean): Promise<RightsRequest> {
  const request = await heldRequest(act, request_id);
  if (request.kind !== 'erasure') throw badInput('request_id', 'compliance.not_an_erasure', 'This request is not one to erase');
  if (change && request.state !== 'open') throw new Problem(409, 'compliance.request_answered', 'This request is answered already', { field: 'request_id' });
  return request;
}

/** The record as it stands: what may go, what stays, and what was proposed. */
async function preview({ tx }: Pick<Act, 'tx'>, { id, patient_id }: RightsRequest): Promise<ErasurePreview> {
  const [retention, { facts, today }, counts, erasures] = [await readRetention(tx), await readFacts(tx, patient_id), await countParts(tx, patient_id), await listErasures(tx, id)];
  const parts = judge(facts, today, retention).map((verdict) => ({
    ...verdict, tables: counts.filter(({ category }) => category === verdict.category).map(({ table, about, found }) => ({ table, about, found })),
  }));
  return { today, retention, treated_on: facts.treated, booked_on: facts.booked, open: [...facts.open], parts, erasures };
}

export const erasureRoutes = {
  erasurePreview: serve(contract.erasurePreview, async ({ request_id }, act) => preview(act, await erasureRequest(act, request_id, false))),

  askErasure: serve(contract.askErasure, async ({ request_id, categories }, act) => {
    const request = await erasureRequest(act, request_id, true);
    const [retention, { facts, today }] = [await readRetention(act.tx), await readFacts(act.tx, request.patient_id)];
    const free = mayGo(judge(facts, today, retention));
    const kept = categories.find((category) => !free.includes(category));
    if (kept !== undefined) throw new Problem(409, 'compliance.erasure_must_wait', 'Something of this must be kept, or is under way', { field: 'categories', kept });
    if (categories.includes('identity') && free.some((category) => !categories.includes(category))) throw badInput('categories', 'compliance.erasure_parts', 'Who it was goes only with all the rest');
    await insertErasure(act.tx, { request_id, patient_id: request.patient_id, categories: free.filter((category) => categories.includes(category)), by_name: act.actor.display_name });
    await noteAct(act.tx, request_id, { act: 'erasure-asked', by_name: act.actor.display_name });
    act.audit.detail({ categories });
    return preview(act, request);
  }),

  decideErasure: serve(contract.decideErasure, async ({ request_id, erasure_id, decision, note }, act) => {
    const { tx, actor } = act;
    const request = await erasureRequest(act, request_id, true);
    const erasure = await holdErasure(tx, request_id, erasure_id);
    if (erasure === undefined) throw new Problem(404, 'compliance.erasure_unknown', 'There is no such erasure', { field: 'erasure_id' });
    if (erasure.state !== 'asked') throw new Problem(409, 'compliance.erasure_decided', 'This was decided already', { field: 'erasure_id' });
    const own = erasure.asked_by === actor.account_id;
    if (decision !== 'withdrawn' && own) throw new Problem(409, 'compliance.own_erasure', 'Somebody else decides what you proposed yourself', { field: 'erasure_id' });
    if (decision === 'withdrawn' && !own) throw new Problem(409, 'compliance.not_own_erasure', 'Only who proposed it withdraws it: refuse it', { field: 'decision' });
    act.audit.detail({ erasure_id, decision, categories: erasure.categories });
    if (decision === 'done') {
      const ids = await carryOut(tx, erasure_id, actor.display_name, note);
      if (!erasure.categories.includes('identity')) await writeAgain(tx, ids, 'erase');
      for (const id of ids) act.audit.patient(id);
    } else await endErasure(tx, erasure_id, { state: decision, by_name: actor.display_name, note });
    await noteAct(tx, request_id, { act: decision === 'done' ? 'erased' : `erasure-${decision}`, by_name: actor.display_name, note });
    return preview(act, request);
  }),

  retention: serve(contract.retention, (_input, { tx }) => readRetention(tx)),

  setRetention: serve(contract.setRetention, async (input, { tx, audit }) => {
    const before = await readRetention(tx);
    const after = await updateRetention(tx, input);
    if (after === null) throw new Problem(409, 'compliance.retention_changed', 'Somebody else changed this meanwhile', { current: before });
    audit.detail({ before, after });
    return after;
  }),
};
