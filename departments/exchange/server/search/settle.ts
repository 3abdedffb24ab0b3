import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { findByIdentifier } from '@openward/patients/api';
import { labelOf, parseJsonObject, referencesOf, targetOf } from '@openward/records/api';
import { ruleOf } from '../../rules/fhir/types.ts';
import type { Condition } from './asked/condition.ts';
import { conditionFor } from './asked/references.ts';
import type { Settled } from './conditions.ts';
import { settleCodes } from './codes.ts';
import { findComplete } from './find.ts';
import type { Found } from './rows.sql.ts';

/** Who searches, and in which transaction: a request, or an import, which may see all. */
export type Asker = Pick<Act, 'tx' | 'authorise'> & { actor: Pick<Act['actor'], 'kind' | 'permissions' | 'patient_id'> };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Follows what a search refers to, until only conditions on the rows themselves are left. */
export async function settle(act: Asker, conditions: readonly Condition[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const condition of conditions) settled.push(await settleOne(act, condition));
  return settled;
}

async function settleOne(act: Asker, condition: Condition): Promise<Settled> {
  switch (condition.kind) {
    case 'patients':
      return patientsOpened(act, condition.ids);
    case 'patient_number': {
      const found = await Promise.all(condition.numbers.map((number) => findByIdentifier(act.tx, number)));
      return { kind: 'ids', ids: [...new Set(found.flat())] };
    }
    case 'either':
    case 'both':
      return { kind: condition.kind, of: await settle(act, condition.of) };
    case 'codes':
      return settleCodes(act.tx, condition);
    case 'chain': {
      const references: string[] = [];
      for (const { type, conditions } of condition.searches) {
        references.push(...(await inner(act, type, conditions)).map(({ id }) => `${type}/${id}`));
      }
      return withAliases(act, conditionFor(condition.parameter, references));
    }
    case 'has': {
      const rows = await inner(act, condition.type, condition.conditions);
      const ids = condition.parameter.is_patient ? rows.flatMap(({ patient_id }) => patient_id ?? []) : rows.flatMap((row) => targetsOf(row, condition));
      return { kind: 'ids', ids: condition.parameter.is_patient ? await aliases(act, ids) : [...new Set(ids)] };
    }
    default:
      return condition;
  }
}

function targetsOf(row: Found, { parameter }: Extract<Condition, { kind: 'has' }>): string[] {
  return referencesOf(parseJsonObject(row.text).value, parameter).flatMap((reference) => targetOf(reference)?.id ?? []);
}

/** What a search inside a search finds; whoever may not search that type may not ask through another either. */
async function inner(act: Asker, type: string, conditions: readonly Condition[]): Promise<Found[]> {
  if (!act.actor.permissions.has(ruleOf(type).search)) {
    throw new Problem(403, 'access.permission', `You may not search ${type}`);
  }
  return findComplete(act.tx, type, await settle(act, conditions));
}

async function withAliases(act: Asker, condition: Condition): Promise<Settled> {
  if (condition.kind === 'patients') return { kind: 'patients', ids: await aliases(act, condition.ids) };
  if (condition.kind !== 'either') return condition as Settled;
  const parts: Settled[] = [];
  for (const part of condition.of) parts.push(await withAliases(act, part));
  return { kind: 'either', of: parts };
}

/** The records that are named, each with those that are read as one with it. Refused, and audited, where one is restricted. */
async function patientsOpened(act: Asker, named: readonly string[]): Promise<Settled> {
  const ids = named.filter((id) => uuid.test(id));
  for (const patient_id of ids) {
    const label = await labelOf(act.tx, patient_id);
    if (label === undefined) continue;
    const own = act.actor.kind === 'patient' && (await aliases(act, [patient_id])).includes(act.actor.patient_id ?? '');
    act.authorise({ patient_id: own ? act.actor.patient_id : patient_id, restricted: label.restricted });
  }
  return { kind: 'patients', ids: await aliases(act, ids) };
}

/** These patients, and those whose records are read as one with theirs. */
export async function aliases(act: Asker, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(records.alias_set(id)) as id from unnest(${ids}::uuid[]) as named (id)`.execute(act.tx);
  return rows.map(({ id }) => id);
}
