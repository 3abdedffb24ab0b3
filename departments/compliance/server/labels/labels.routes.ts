import { explainConstraints, Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { readLabelRules, setLabelRules } from '@openward/records/api';
import { complianceContract as contract, type KeptLabel } from '../../contract/index.ts';
import { insertLabel, readKeptLabels, readRoles, updateLabel } from './labels.sql.ts';

explainConstraints({
  label_pkey: { code: 'compliance.label_exists', message: 'There is a label of this code already', field: 'code' },
  label_name_once: { code: 'compliance.label_name', message: 'There is a label of this name already', field: 'name' },
  label_account_by_another: { code: 'compliance.own_clearance', message: 'Somebody else clears you', field: 'accounts' },
  label_account_account: { status: 422, code: 'compliance.account_unknown', message: 'There is no such account', field: 'accounts' },
  label_role_role: { status: 422, code: 'compliance.role_unknown', message: 'There is no such role', field: 'roles' },
});

async function labelsWithRules(tx: Tx, code: string | null = null): Promise<KeptLabel[]> {
  const [labels, rules] = [await readKeptLabels(tx, code), await readLabelRules(tx)];
  return labels.map((label) => ({ ...label, rules: rules.get(label.code) ?? [] }));
}

async function oneLabel(tx: Tx, code: string): Promise<KeptLabel> {
  const [label] = await labelsWithRules(tx, code);
  if (label === undefined) throw new Problem(404, 'compliance.label_unknown', 'There is no such label', { field: 'code' });
  return label;
}

const told = ({ roles, accounts, rules, active }: KeptLabel) => ({ roles, accounts: accounts.map(({ account_id }) => account_id), rules: rules.length, active });

export const labelRoutes = {
  keptLabels: serve(contract.keptLabels, async (_input, { tx }) => ({ labels: await labelsWithRules(tx), roles: await readRoles(tx) })),

  addLabel: serve(contract.addLabel, async (input, { tx, audit }) => {
    await insertLabel(tx, input);
    audit.detail({ label: input.code });
    return oneLabel(tx, input.code);
  }),

  changeLabel: serve(contract.changeLabel, async (input, { tx, audit }) => {
    const before = await oneLabel(tx, input.code);
    if (!(await updateLabel(tx, input))) throw new Problem(409, 'compliance.label_changed', 'Somebody else changed this meanwhile', { current: before });
    await setLabelRules(tx, input.code, input.rules);
    const after = await oneLabel(tx, input.code);
    audit.detail({ label: input.code, before: told(before), after: told(after) });
    return after;
  }),
};
