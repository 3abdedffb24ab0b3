import type { Act } from '@openward/platform/http';
import { isResourceType, parametersOf, parseJsonObject, referencesOf, targetOf } from '@openward/records/api';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { conditionFor } from './asked/references.ts';
import type { Include } from './asked/result.ts';
import { provenanceId, provenanceText } from '../provenance.ts';
import type { Settled } from './conditions.ts';
import { findComplete } from './find.ts';
import { findRows } from './rows.sql.ts';
import type { Found } from './rows.sql.ts';
import { aliases } from './settle.ts';

const mostRounds = 4;
const mostIncluded = 2000;

/** What is to be given with what was found: what it refers to, and what refers to it; for `:iterate` also of what was added. */
export async function included(act: Act, matches: readonly Found[], include: readonly Include[], revinclude: readonly Include[], base: string): Promise<Found[]> {
  const known = new Set(matches.map(keyOf));
  const added: Found[] = [];
  let fresh: readonly Found[] = matches;
  for (let round = 0; round < mostRounds && fresh.length > 0 && added.length < mostIncluded; round += 1) {
    const asked = (all: readonly Include[]): Include[] => all.filter(({ iterate }) => round === 0 || iterate);
    const more = [...(await referredTo(act, fresh, asked(include), base)), ...(await referring(act, fresh, asked(revinclude)))];
    fresh = more.filter((row) => !known.has(keyOf(row)) && known.add(keyOf(row)));
    added.push(...fresh);
  }
  return added;
}

const keyOf = ({ type, id }: { type: string; id: string }): string => `${type}/${id}`;

/** Whoever may not read a type does not get it as a companion of another. */
const mayRead = (act: Act, type: string): boolean => isResourceType(type) && isKept(type) && act.actor.permissions.has(ruleOf(type).read);

async function referredTo(act: Act, rows: readonly Found[], asked: readonly Include[], base: string): Promise<Found[]> {
  const wanted = new Map<string, Set<string>>();
  for (const row of rows) {
    const ofType = asked.filter(({ type }) => type === row.type);
    if (ofType.length === 0) continue;
    const { value } = parseJsonObject(row.text);
    for (const { parameters, target: only } of ofType) {
      for (const reference of parameters.flatMap((parameter) => referencesOf(value, parameter))) {
        const target = targetOf(reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference);
        if (target === undefined || reference.includes('://') !== reference.startsWith(`${base}/`) || (only !== undefined && target.type !== only)) continue;
        if (!wanted.has(target.type)) wanted.set(target.type, new Set());
        wanted.get(target.type)!.add(target.id);
      }
    }
  }
  const found: Found[] = [];
  for (const [type, ids] of wanted) {
    if (!mayRead(act, type)) continue;
    found.push(...(await findRows(act.tx, { type, conditions: [{ kind: 'ids', ids: [...ids] }], keys: [], after: null, most: mostIncluded })));
  }
  return found;
}

async function referring(act: Act, rows: readonly Found[], asked: readonly Include[]): Promise<Found[]> {
  const found: Found[] = [];
  if (rows.length === 0) return found;
  const patients = await aliases(act, [...new Set(rows.flatMap(({ patient_id }) => patient_id ?? []))]);
  for (const { type, parameters, target } of asked) {
    if (!mayRead(act, type)) continue;
    const referred = rows.filter((row) => target === undefined || row.type === target);
    for (const parameter of parameters) {
      if (type === 'Provenance' && parameter.name === 'target') found.push(...referred.filter((row) => row.type !== 'Provenance').map(provenanceOf));
      const meant = conditionFor(parameter, referred.map(keyOf)) as Settled;
      const inRecords: Settled[] = patients.length > 0 && rows.every((row) => row.patient_id !== null)
        ? [{ kind: 'patients', ids: patients }, meant] : [meant];
      found.push(...(await findComplete(act.tx, type, inRecords)));
    }
  }
  return found;
}

/** Where a version came from is computed of the version itself. */
function provenanceOf(row: Found): Found {
  const { type, id, version, source } = row;
  const author = row.author === null && row.author_name === null ? null : { account_id: row.author, name: row.author_name ?? '' };
  const text = provenanceText({ type, id, version, source, author, deleted: false, last_updated: row.last_updated.toISOString() });
  return { ...row, type: 'Provenance', id: provenanceId(type, id, version), version: 1, text };
}

/** The references by which a type may be included, for the CapabilityStatement. */
export function includesOf(type: string): string[] {
  return [...parametersOf(type).values()].filter((parameter) => parameter.type === 'reference').map(({ name }) => `${type}:${name}`);
}
