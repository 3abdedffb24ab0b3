import { type Actor, clearanceOf, decide, isPermission, type Permission, stepsOf } from '@openward/platform/auth';
import { announce } from '@openward/platform/db';
import { badInput, explainConstraints, liveTopics, Problem, serve } from '@openward/platform/http';
import { records, relationOf } from '@openward/records/api';
import { complianceContract as contract } from '../../contract/index.ts';
import { type AskedAccount, closeReview, readAccessPolicy, readAskedAccount, readGlasses, updateAccessPolicy } from './access.sql.ts';

liveTopics({ 'broken-glass': 'access.review' });

explainConstraints({
  broken_glass_reviewed_by_another: { code: 'compliance.own_review', message: 'Somebody else reviews what you opened yourself', field: 'glass_id' },
  broken_glass_misuse_is_told: { status: 400, code: 'compliance.misuse_untold', message: 'Say what the misuse was', field: 'note' },
  broken_glass_reviewed_once: { code: 'compliance.reviewed_already', message: 'This review is closed already', field: 'glass_id' },
});

export const accessRoutes = {
  brokenGlasses: serve(contract.brokenGlasses, async (_input, { tx, audit }) => {
    const glasses = await readGlasses(tx);
    audit.shown(glasses.map(({ patient_id }) => patient_id));
    return { glasses };
  }),

  reviewGlass: serve(contract.reviewGlass, async ({ glass_id, outcome, note }, act) => {
    const { tx, audit, actor } = act;
    const [glass] = await readGlasses(tx, glass_id);
    if (glass === undefined) throw new Problem(404, 'compliance.glass_unknown', 'There is no such broken glass', { field: 'glass_id' });
    act.authorise({ patient_id: glass.patient_id, ...(await records.labelOf(tx, glass.patient_id)) });
    if (!(await closeReview(tx, { glass_id, by: actor.account_id, outcome, note }))) {
      throw new Problem(409, 'compliance.reviewed_already', 'This review is closed already', { field: 'glass_id' });
    }
    audit.patient(glass.patient_id);
    audit.account(glass.account_id);
    audit.detail({ glass_id, outcome });
    announce(tx, 'broken-glass');
    const [reviewed] = await readGlasses(tx, glass_id);
    if (reviewed === undefined) throw new Error('a review vanished');
    return reviewed;
  }),

  accessPolicy: serve(contract.accessPolicy, (_input, { tx }) => readAccessPolicy(tx)),

  setAccessPolicy: serve(contract.setAccessPolicy, async (input, { tx, audit }) => {
    const before = await readAccessPolicy(tx);
    const after = await updateAccessPolicy(tx, input);
    if (after === null) throw new Problem(409, 'compliance.policy_changed', 'Somebody else changed this meanwhile', { current: before });
    audit.detail({ before, after });
    return after;
  }),

  explainDecision: serve(contract.explainDecision, async ({ patient_id, account_id, permission }, act) => {
    const { tx, audit } = act;
    if (!isPermission(permission)) throw badInput('permission', 'compliance.permission_unknown', 'There is no such permission');
    const [account, label] = [await readAskedAccount(tx, account_id), await records.labelOf(tx, patient_id)];
    if (label === undefined) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
    if (account === undefined) throw new Problem(404, 'compliance.account_unknown', 'There is no such account', { field: 'account_id' });
    act.authorise({ patient_id, ...label });
    audit.account(account_id);
    const actor = account.disabled ? null : actorOf(account, (await readAccessPolicy(tx)).relation_required);
    const resource = { patient_id, ...label, ...(actor === null ? {} : await relationOf({ tx, actor }, patient_id)) };
    const decision = decide(actor, permission, resource);
    return {
      allow: decision.allow,
      reason: decision.allow ? null : decision.reason,
      steps: stepsOf(actor, permission, resource).map(({ rule, holds, open = false }) => ({ rule, holds, open })),
    };
  }),
};

/** Who they would be, had they signed in with all that their roles ask of them. */
function actorOf({ disabled: _disabled, glass, withheld, labels, places, permissions, ...account }: AskedAccount, relation_required: boolean): Actor {
  const held = new Set(permissions as Permission[]);
  return {
    ...account, session_id: null, token_id: null, permissions: held, clearance: clearanceOf(held, labels), glass: glass === '' ? [] : glass.split(','),
    withheld: withheld === '' ? [] : withheld.split(','),
    relation_required, places: places === '' ? [] : places.split(','), state: 'active',
  };
}
