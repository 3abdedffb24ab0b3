import { type Act, badInput, explainConstraints, Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { complianceContract as contract } from '../../contract/index.ts';
import type { Withholding } from '../../contract/consent.ts';
import { consentResource } from '../../rules/consent/consent-resource.ts';
import { endWithholding, insertWithholding, readRoles, readWithholdings } from './consent.sql.ts';

explainConstraints({
  withholding_role: { status: 400, code: 'compliance.role_unknown', message: 'There is no such role', field: 'role' },
  withholding_account: { status: 400, code: 'compliance.account_unknown', message: 'There is no such account', field: 'account_id' },
  withholding_once: { code: 'compliance.withheld_already', message: 'The record is withheld from them already', field: 'patient_id' },
  withholding_ends: { status: 400, code: 'compliance.ends_before', message: 'Is over already', field: 'until' },
  withholding_ended_once: { code: 'compliance.withholding_ended', message: 'This has ended already', field: 'withholding_id' },
});

/** Keeps the FHIR Consent beside the rule that row-level security goes by. */
async function project({ tx }: Act, patient_id: string, id: string): Promise<Withholding> {
  const [kept] = await readWithholdings(tx, patient_id, id);
  if (kept === undefined) throw new Error('a withholding vanished');
  await records.put(tx, { json: JSON.stringify(consentResource(kept)) });
  return kept;
}

export const consentRoutes = {
  withholdings: serve(contract.withholdings, async ({ patient_id }, act) => {
    await seeRecord(act, patient_id);
    return { withholdings: await readWithholdings(act.tx, patient_id), roles: await readRoles(act.tx) };
  }),

  withhold: serve(contract.withhold, async (input, act) => {
    await seeRecord(act, input.patient_id);
    if (input.role !== null && input.account_id !== null) throw badInput('account_id', 'compliance.role_or_person', 'Withhold it from a role or from a person, one at a time');
    if (input.account_id === act.actor.account_id) throw badInput('account_id', 'compliance.own_withholding', 'Somebody else writes down what is withheld from you');
    const id = await insertWithholding(act.tx, { ...input, by_name: act.actor.display_name });
    act.audit.detail({ withholding_id: id, role: input.role });
    return project(act, input.patient_id, id);
  }),

  endWithholding: serve(contract.endWithholding, async ({ patient_id, withholding_id }, act) => {
    await seeRecord(act, patient_id);
    const [found] = await readWithholdings(act.tx, patient_id, withholding_id);
    if (found === undefined) throw new Problem(404, 'compliance.withholding_unknown', 'There is no such withholding', { field: 'withholding_id' });
    if (!(await endWithholding(act.tx, withholding_id, act.actor.display_name))) throw new Problem(409, 'compliance.withholding_ended', 'This has ended already', { field: 'withholding_id' });
    act.audit.detail({ withholding_id });
    return project(act, patient_id, withholding_id);
  }),
};
