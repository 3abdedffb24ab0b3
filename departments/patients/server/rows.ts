import { isSecretKind, type Identifier } from '../contract/identifier.ts';
import { badInput } from '@openward/platform/http';
import { sealNumber } from './secret.ts';
import type { Draft, DraftIdentifier } from '../rules/draft.ts';
import { newId } from './ids.ts';

const period = { valid_from: null, valid_to: null };

/** What a row of each list says when it says nothing: what the caller leaves out is null, for the tables know no undefined. */
const blanks = {
  names: { use: null, script: null, text: null, family: null, given: [], prefix: [], suffix: [], ...period },
  telecoms: { system: null, value: null, use: null, rank: null, ...period },
  addresses: {
    use: null, type: null, text: null, lines: [], city: null, district: null, state: null, postal_code: null, country: null,
    ...period,
  },
  related_people: {
    roles: [], relationship: null, name: null, sex: null, phone: null, email: null, address: null, language: null,
    linked_patient_id: null, ...period,
  },
  identifiers: { kind: 'other', system: null, issuer: null, value: null, use: null, ...period },
  coverages: {
    plan: null, member_number: null, subscriber_name: null, subscriber_patient_id: null, valid_from: null, valid_to: null,
  },
} as const;
export type ListName = keyof typeof blanks;

/** A value with every member of `blank`, those that the caller left out as the blank says. */
export function completed<Blank extends object, Value extends object>(blank: Blank, value: Value): Blank & Value {
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  return { ...blank, ...Object.fromEntries(given) } as Blank & Value;
}

interface Existing {
  id: string;
  source?: string | null;
}

/**
 * The rows of a list as they are to be: rows with an `id` are those that exist, the others are new. `path` names the list
 * as the caller's form does, for the answer where an id is not one of this patient's.
 */
export function rowsFrom<Name extends ListName>(
  name: Name, input: readonly { id?: string | undefined }[], existing: readonly Existing[], path: string = name,
): Draft[Name] {
  const seen = new Set<string>();
  return input.map((row, index) => {
    const { id } = row;
    if (id === undefined) return { ...completed(blanks[name], row), id: newId(), source: null };
    const known = existing.find((each) => each.id === id);
    if (known === undefined || seen.has(id)) {
      throw badInput(`${path}[${index}].id`, 'patients.unknown_row', 'This patient has no such row');
    }
    seen.add(id);
    return { ...completed(blanks[name], row), id, source: known.source ?? null };
  }) as unknown as Draft[Name];
}

/**
 * As `rowsFrom`, for identifiers: another value, or another kind, is another row, so that older versions stay true and a
 * sealed value stays bound to its row.
 */
export function identifierRows(
  input: readonly Identifier[], existing: readonly DraftIdentifier[], path: string,
): DraftIdentifier[] {
  return rowsFrom('identifiers', input, existing, path).map((row, index) => {
    const known = existing.find((each) => each.id === row.id);
    const secret = isSecretKind(row.kind);
    const value = row.value ?? null;
    if (known !== undefined && known.kind === row.kind && (secret ? value === null : value === known.value)) {
      return { ...row, value: known.value, masked: known.masked };
    }
    if (value === null) throw badInput(`${path}[${index}].value`, 'patients.value_missing', 'An identifier needs its value');
    const id = newId();
    const sealed = secret ? sealNumber(value, id) : { value, masked: null };
    return { ...row, source: known?.kind === row.kind ? row.source : null, id, ...sealed };
  });
}
