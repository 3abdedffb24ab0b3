import type { LoopKind, LoopOutcome } from '../../contract/loop.ts';

const loopSystem = 'urn:openward:loop';
const outcomeSystem = 'urn:openward:loop-outcome';

/** A row of `records.loop`, with what its FHIR face names. */
export interface LoopFacts {
  id: string;
  kind: LoopKind;
  title: string;
  patient_id: string;
  visit_id: string | null;
  about_type: string | null;
  about_id: string | null;
  owner_account: string | null;
  owner_staff_id: string | null;
  owner_role: string | null;
  owner_department: string | null;
  owner_name: string | null;
  due: Date;
  state: 'open' | 'done' | 'cancelled';
  outcome: LoopOutcome | null;
  note: string | null;
  opened_at: Date;
  closed_at: Date | null;
}

/** The FHIR Task of something that must be closed. */
export function toTask(loop: LoopFacts): object {
  const { kind, state, outcome, note, closed_at } = loop;
  return {
    resourceType: 'Task',
    id: loop.id,
    identifier: [{ system: loopSystem, value: loop.id }],
    status: state === 'open' ? 'requested' : state === 'done' ? 'completed' : 'cancelled',
    ...(state === 'cancelled' && note !== null ? { statusReason: { text: note } } : {}),
    intent: 'order',
    code: { coding: [{ system: loopSystem, code: kind }] },
    description: loop.title,
    ...(loop.about_type === null ? {} : { focus: { reference: `${loop.about_type}/${loop.about_id}` } }),
    for: { reference: `Patient/${loop.patient_id}` },
    ...(loop.visit_id === null ? {} : { encounter: { reference: `Encounter/${loop.visit_id}` } }),
    ...(closed_at === null ? {} : { executionPeriod: { end: closed_at.toISOString() } }),
    authoredOn: loop.opened_at.toISOString(),
    lastModified: (closed_at ?? loop.opened_at).toISOString(),
    owner: ownerOf(loop),
    ...(state === 'done' && note !== null ? { note: [{ text: note }] } : {}),
    restriction: { period: { end: loop.due.toISOString() } },
    ...(outcome === null ? {} : { output: [{ type: { text: 'outcome' }, valueCodeableConcept: { coding: [{ system: outcomeSystem, code: outcome }] } }] }),
  };
}

/** A person of the directory and a department have a FHIR face; a role, and an account without an entry, are named in words. */
function ownerOf({ owner_staff_id, owner_department, owner_role, owner_name }: LoopFacts): object {
  const display = owner_name === null ? {} : { display: owner_name };
  if (owner_department !== null) return { reference: `Organization/${owner_department}`, ...display };
  if (owner_staff_id !== null) return { reference: `Practitioner/${owner_staff_id}`, ...display };
  return { display: owner_name ?? owner_role ?? 'An account' };
}
