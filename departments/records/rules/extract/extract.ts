import type { Kind } from '../../contract/kinds.ts';
import { categoriesOf, codesOf, statusOf } from './codes.ts';
import type { Token } from './codes.ts';
import { visitOf } from './compartment.ts';
import { happenedOf } from './dates.ts';
import type { Span } from './dates.ts';
import { kindOf } from './kinds.ts';
import { lineOf } from './lines.ts';
import type { Line } from './lines.ts';
import { objects, text } from './look.ts';
import type { Json } from './look.ts';
import { sensitivityOf } from './sensitivity.ts';
import { fold, wordsOf } from './words.ts';

/** What is kept beside the text of a resource, so that it can be found and told in a line. */
export interface SearchColumns {
  kind: Kind | undefined;
  line: Line | undefined;
  category: Token[];
  codes: Token[];
  status: string | undefined;
  happened: Span | undefined;
  visit_id: string | undefined;
  sensitivity: string | undefined;
  /** Folded text for the search in a chart. */
  words: string;
}

export interface IdentifierColumn {
  system: string;
  value: string;
}

/** The search columns of a resource; `raw` is its compact JSON text. Never throws, whatever the resource is like. */
export function extract(resource: Json, raw: string): SearchColumns {
  const category = categoriesOf(resource);
  const type = text(resource, 'resourceType') ?? '';
  // Who a patient is stands in the department of patients: nothing of it is repeated here.
  const isPatient = type === 'Patient';
  const kind = kindOf(type, category);
  const line = isPatient ? undefined : lineOf(resource, raw);
  return {
    kind,
    line,
    category,
    codes: codesOf(resource),
    status: statusOf(resource),
    happened: happenedOf(resource),
    visit_id: visitOf(resource),
    sensitivity: sensitivityOf(resource),
    words: wordsFor(resource, kind, line),
  };
}

/** A bill is found by what it is for; its other words are those of forms. */
function wordsFor(resource: Json, kind: Kind | undefined, line: Line | undefined): string {
  if (kind === undefined || line === undefined) return '';
  return kind === 'billing' ? fold(line.title) : wordsOf(resource);
}

/** The business identifiers of a resource. */
export function identifiersOf(resource: Json): IdentifierColumn[] {
  return objects(resource, 'identifier').flatMap((identifier) => {
    const value = text(identifier, 'value');
    return value === undefined ? [] : [{ system: text(identifier, 'system') ?? '', value }];
  });
}
