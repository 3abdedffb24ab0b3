import { existing, findByIdentifier } from '@openward/records/api';
import { findByIdentifier as findPatients } from '@openward/patients/api';
import type { Tx } from '@openward/platform/db';
import type { Condition } from '../rules/conditional.ts';
import { patientIdOf } from './ids.ts';

/** The ids of what a conditional reference or request finds here; at most ten. */
export async function search(tx: Tx, source: string, condition: Condition): Promise<string[]> {
  const { type } = condition;
  if (condition.by === '_id') {
    const id = type === 'Patient' ? patientIdOf(source, condition.id) : condition.id;
    return (await existing(tx, [{ type, id }])).size === 1 ? [id] : [];
  }
  const { system, value } = condition;
  const identifier = system === undefined ? { value } : { system, value };
  return type === 'Patient' ? findPatients(tx, identifier) : findByIdentifier(tx, type, identifier);
}
