import { hash } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import { patientReference, targetOf } from '../rules/extract/compartment.ts';
import { isLabelled, madeFrom } from '../rules/extract/made-from.ts';
import { extract, identifiersOf } from '../rules/extract/extract.ts';
import type { IdentifierColumn, SearchColumns } from '../rules/extract/extract.ts';
import { tellsOfSomebody, unassigned } from '../rules/extract/sensitivity.ts';
import { isResourceType } from '../rules/fhir-types.ts';
import { bodyOf } from '../rules/json/body.ts';
import { JsonFault, parseJsonObject } from '../rules/json/parse.ts';
import type { ParsedResource } from '../rules/json/parse.ts';
import { termArray } from './parameters/hashes.ts';
import { searchTermsOf } from './parameters/terms.ts';

/** Who writes, as the version keeps it. */
export interface Author {
  account_id: string | null;
  name: string;
}

/** What is put: a resource as a value, as JSON text (which is kept as it is), or both, already parsed. */
export interface Item {
  resource?: object;
  json?: string;
  parsed?: ParsedResource;
  /** The patient whose record it belongs to; found in the resource itself when left out, null for nobody's. */
  patient_id?: string | null;
  /** Whoever acts in this transaction, unless told. */
  author?: Author | null;
  /** Where it comes from; `openward` unless told. */
  source?: string;
  /** The version that the writer has seen; another one now is a conflict. 0: it must not exist yet. */
  if_version?: number;
  /** It may leave the record of one patient for that of another; without this, that is refused. */
  moves?: boolean;
  /** It replaces only a version that came from the same source: an import does not undo what was written here since. */
  bound_to_source?: boolean;
  /** The labels that stand may be lifted by leaving them out; without this, an entry keeps them. */
  lifts_labels?: boolean;
}

/** An item made ready for the database. */
export interface Row {
  type: string;
  id: string;
  patient_id: string | null;
  body: string;
  meta_at: number;
  digest: Buffer;
  author: Author | null;
  source: string;
  if_version: number | null;
  moves: boolean;
  bound_to_source: boolean;
  lifts_labels: boolean;
  /** What it was made from, as `Type/id`: it carries the labels of that. */
  made_from: string[];
  columns: SearchColumns;
  identifiers: IdentifierColumn[];
  /** What it is searched by, as PostgreSQL reads it. */
  terms: string;
  facts: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const fhirId = /^[A-Za-z0-9\-.]{1,64}$/;

/** Makes a row of what is put. Throws a 422 problem when it is not a resource that can be kept. */
export function rowOf(item: Item): Row {
  const { value, text } = item.parsed ?? parsedOf(item);
  const { resourceType: type, id, meta } = value;
  if (!isResourceType(type)) throw refused('resourceType', 'records.unknown_type', 'This is not a resource type of FHIR R4');
  if (typeof id !== 'string' || !fhirId.test(id)) throw refused('id', 'records.id', 'A resource has an id of at most 64 letters, digits, - and .');
  if (meta !== undefined && (typeof meta !== 'object' || meta === null || Array.isArray(meta))) {
    throw refused('meta', 'records.meta', 'meta must be an object');
  }
  const body = bodyOf(text, id);
  const columns = extract(value, text);
  const patient_id = item.patient_id === undefined ? compartmentOf(value) : item.patient_id;
  const search = searchTermsOf(value);
  if (patient_id === null && tellsOfSomebody(type)) columns.sensitivity ??= unassigned;
  return {
    type,
    id,
    patient_id,
    body: body.text,
    meta_at: body.meta_at,
    digest: hash('sha256', body.text, 'buffer'),
    author: item.author ?? null,
    source: item.source ?? 'openward',
    if_version: item.if_version ?? null,
    moves: item.moves ?? false,
    bound_to_source: item.bound_to_source ?? false,
    lifts_labels: item.lifts_labels ?? false,
    made_from: isLabelled(type) ? madeFrom(value) : [],
    columns,
    // Those of patients are kept, and sealed where they are secret, by the department of patients.
    identifiers: type === 'Patient' ? [] : identifiersOf(value),
    terms: termArray(search.terms),
    facts: factsText(search.facts),
  };
}

function factsText(facts: object): string | null {
  const text = JSON.stringify(facts);
  return text === '{}' ? null : text;
}

function parsedOf(item: Item): ParsedResource {
  if (item.json === undefined && item.resource === undefined) throw new TypeError('an item has a resource, json or parsed');
  try {
    return parseJsonObject(item.json ?? JSON.stringify(item.resource));
  } catch (error) {
    if (error instanceof JsonFault) throw refused(error.path.join('.') || 'body', error.code, `The resource ${error.message}`);
    throw error;
  }
}

/** The patient whom the resource itself names. */
function compartmentOf(resource: Record<string, unknown>): string | null {
  const reference = patientReference(resource);
  if (reference === undefined) return null;
  const target = targetOf(reference);
  if (target === undefined || !uuid.test(target.id)) {
    throw refused('subject', 'records.unknown_patient', 'The resource names a patient who is not here');
  }
  return target.id.toLowerCase();
}

function refused(field: string, code: string, message: string): Problem {
  return new Problem(422, code, message, { field });
}
