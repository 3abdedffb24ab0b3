import { type Act, badInput, explainConstraints, Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { complianceContract as contract } from '../../contract/index.ts';
import type { RightsAct, RightsRequest } from '../../contract/rights.ts';
import { answerRequest, extendRequest, findRequest, insertRequest, isToCome, listRequests, noteAct, readActs } from './rights.sql.ts';

explainConstraints({
  request_answered_once: { code: 'compliance.request_answered', message: 'This request is answered already', field: 'request_id' },
  request_refusal_has_its_law: { status: 400, code: 'compliance.refusal_without_law', message: 'Name the law by which it is refused', field: 'legal_basis' },
});

/** A request that is there and whose patient the actor may see, held where it is about to change. */
export async function heldRequest(act: Act, request_id: string, version?: number): Promise<RightsRequest> {
  const found = await findRequest(act.tx, request_id, version !== undefined);
  if (found === undefined) throw new Problem(404, 'compliance.request_unknown', 'There is no such request', { field: 'request_id' });
  act.authorise({ patient_id: found.patient_id, ...(await records.labelOf(act.tx, found.patient_id)) });
  act.audit.patient(found.patient_id);
  act.audit.detail({ request_id, kind: found.kind });
  if (version === undefined) return found;
  if (found.state !== 'open') throw new Problem(409, 'compliance.request_answered', 'This request is answered already', { field: 'request_id' });
  if (found.version !== version) throw new Problem(409, 'compliance.request_changed', 'Somebody else changed this meanwhile', { current: found });
  return found;
}

/** The request as it stands now, with all that was done about it. */
export async function standing({ tx }: Pick<Act, 'tx'>, request_id: string): Promise<{ request: RightsRequest; acts: RightsAct[] }> {
  const request = await findRequest(tx, request_id);
  if (request === undefined) throw new Error('a request vanished');
  return { request, acts: await readActs(tx, request_id) };
}

/** What is written down as done is not still to come. */
export async function refuseFuture(act: Act, field: string, day: string): Promise<void> {
  if (await isToCome(act.tx, day)) throw badInput(field, 'compliance.day_to_come', 'Is still to come');
}

export const rightsRoutes = {
  rightsRequests: serve(contract.rightsRequests, async (_input, { tx, audit }) => {
    const requests = await listRequests(tx);
    audit.shown(requests.map(({ patient_id }) => patient_id));
    return { requests };
  }),

  rightsRequest: serve(contract.rightsRequest, async ({ request_id }, act) => {
    await heldRequest(act, request_id);
    return standing(act, request_id);
  }),

  addRightsRequest: serve(contract.addRightsRequest, async (input, act) => {
    await seeRecord(act, input.patient_id);
    await refuseFuture(act, 'received_on', input.received_on);
    const id = await insertRequest(act.tx, input);
    await noteAct(act.tx, id, { act: 'received', by_name: act.actor.display_name });
    act.audit.detail({ request_id: id, kind: input.kind });
    return standing(act, id);
  }),

  extendRightsRequest: serve(contract.extendRightsRequest, async ({ request_id, version, reason }, act) => {
    const { extension_reason } = await heldRequest(act, request_id, version);
    if (extension_reason !== null) throw new Problem(409, 'compliance.request_extended', 'The time was made longer already; the law allows it once', { field: 'request_id' });
    await extendRequest(act.tx, request_id, reason);
    await noteAct(act.tx, request_id, { act: 'extended', by_name: act.actor.display_name, note: reason });
    return standing(act, request_id);
  }),

  answerRightsRequest: serve(contract.answerRightsRequest, async ({ request_id, version, outcome, legal_basis, answer }, act) => {
    await heldRequest(act, request_id, version);
    const by_name = act.actor.display_name;
    await answerRequest(act.tx, request_id, { outcome, legal_basis, answer, by_name });
    await noteAct(act.tx, request_id, { act: outcome, by_name, note: answer });
    act.audit.detail({ outcome });
    return standing(act, request_id);
  }),
};
