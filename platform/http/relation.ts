import type { Actor } from '../auth/actor.ts';
import type { Resource } from '../auth/decide.ts';
import type { Tx } from '../db/index.ts';
import type { Act } from './act.ts';
import type { Declaration } from './contract.ts';

type AskRelation = (asked: { tx: Tx; actor: Actor }, patient_id: string) => Promise<Pick<Resource, 'treats' | 'places'>>;

// Where nobody tells, nobody treats anybody, anywhere.
let ask: AskRelation = () => Promise.resolve({ treats: false, places: ['*'] });

/** The department of records tells who treats whom: it knows appointments, visits and orders. */
export function relationsBy(told: AskRelation): void {
  ask = told;
}

/** Refuses who does not treat the patient whom the input names, where the hospital requires it, and who is bound to other departments. */
export async function refuseStrangers(act: Act, { patient }: Declaration, input: unknown): Promise<void> {
  if (patient !== 'input' || act.visitor === null || !(act.visitor.relation_required || act.visitor.places.length > 0)) return;
  const { patient_id } = input as { patient_id: string };
  act.authorise({ patient_id, ...(await ask({ tx: act.tx, actor: act.visitor }, patient_id)) });
}
