import { line, version } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const code = z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/, 'Is two to twenty capitals, digits or hyphens, such as WARD-7');
const Rule = z.strictObject({
  /** Code system, as a URI. */
  system: z.string().min(3).max(200).regex(/^[^\s|]+$/, 'Is not the address of a code system'),
  code: z.string().min(1).max(60).regex(/^[^\s|]([^|]{0,58}[^\s|])?$/, 'Is not a code'),
  /** Also all codes that begin so. */
  below: z.boolean(),
});
const different = <T>(list: readonly T[]): boolean => new Set(list.map((each) => JSON.stringify(each))).size === list.length;

/** A sensitivity label, who is cleared for it, and the codes that give it. */
export const KeptLabel = z.object({
  code,
  name: z.string(),
  meaning: z.string(),
  built_in: z.boolean(),
  /** False: nobody gives it any more. What carries it stays protected. */
  active: z.boolean(),
  version: z.int(),
  roles: z.array(z.string()),
  accounts: z.array(z.object({ account_id: z.uuid(), display_name: z.string() })),
  rules: z.array(Rule),
});
export type KeptLabel = z.output<typeof KeptLabel>;

const said = { name: line(80), meaning: z.string().trim().max(300) };

export const NewLabel = z.strictObject({ code, ...said });
export type NewLabel = z.output<typeof NewLabel>;

export const LabelChange = z.strictObject({
  code, ...said, active: z.boolean(), version,
  roles: z.array(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Is not the name of a role')).max(60).refine(different, 'Names a role twice'),
  accounts: z.array(z.uuid()).max(500).refine(different, 'Names somebody twice'),
  rules: z.array(Rule).max(500).refine((rules) => different(rules.map((rule) => [rule.system, rule.code])), 'Names a code twice'),
});
export type LabelChange = z.output<typeof LabelChange>;

export const labelsContract = {
  keptLabels: endpoint({
    method: 'GET', path: '/access/labels', summary: 'The sensitivity labels: who is cleared for each, and which codes give it',
    permission: 'access.labels', patient: 'none', event: 'compliance.label.list',
  }).input(z.strictObject({})).output(z.object({ labels: z.array(KeptLabel), roles: z.array(z.object({ name: z.string(), title: z.string() })) })),

  addLabel: endpoint({
    method: 'POST', path: '/access/labels', summary: 'Make a label of the hospital’s own; at first nobody is cleared for it',
    permission: 'access.labels', patient: 'none', event: 'compliance.label.add', status: 201,
  }).input(NewLabel).output(KeptLabel),

  changeLabel: endpoint({
    method: 'PUT', path: '/access/labels/{code}', summary: 'Set who is cleared for a label, from the next request on, and which codes give it, from the next entry on',
    permission: 'access.labels', patient: 'none', event: 'compliance.label.update',
  }).input(LabelChange).output(KeptLabel),
};
