import type { MergeChoice, MergeField } from '../../contract/merge.ts';
import type { Draft } from '../draft.ts';
import { equal } from '@openward/platform/fhir';

/** Fields of which one value survives; what belongs together is chosen together. */
export const singleFields = {
  birth_date: ['birth_date', 'birth_date_estimated'],
  sex: ['sex'],
  gender_identity: ['gender_identity'],
  sex_for_clinical_use: ['sex_for_clinical_use', 'sex_for_clinical_use_note'],
  multiple_birth_order: ['multiple_birth_order'],
  marital_status: ['marital_status'],
  language: ['language', 'interpreter_needed'],
  religion: ['religion'],
  occupation: ['occupation'],
  referrer: ['referrer_name', 'referrer_organisation', 'referrer_phone'],
  mother_id: ['mother_id'],
  deceased: ['deceased', 'deceased_date'],
  contact_rule: ['contact_rule'],
  photo: ['photo_id'],
} as const satisfies Record<string, readonly (keyof Draft)[]>;

export type SingleField = keyof typeof singleFields;
export const singleFieldNames = Object.keys(singleFields) as SingleField[];

/** Lists of which both may survive. */
export const listFields = ['names', 'identifiers', 'telecoms', 'addresses', 'related_people', 'coverages'] as const;
export type ListField = (typeof listFields)[number];

interface Row {
  id: string;
}

/** What a row says, without its key and what is derived: two rows that say the same are one. */
export function sayingOf(row: Row): Record<string, unknown> {
  const { id: _id, source: _source, e164: _e164, payer_name: _payer, ...says } = row as Row & Record<string, unknown>;
  return says;
}

/** Rows of the merged record that say nothing which the surviving one does not. */
export const isKnown = (row: Row, rows: readonly Row[]): boolean => rows.some((each) => equal(sayingOf(each), sayingOf(row)));

/** The fields in which two records differ, and what becomes of each unless a person chooses otherwise. */
export function mergeFields(surviving: Draft, merged: Draft): MergeField[] {
  const valueOf = (record: Draft, name: SingleField): Record<string, unknown> =>
    Object.fromEntries(singleFields[name].map((part) => [part, record[part]]));
  const singles = singleFieldNames
    .filter((name) => !equal(valueOf(surviving, name), valueOf(merged, name)))
    .map((name) => ({
      field: name,
      surviving: shown(valueOf(surviving, name)),
      merged: shown(valueOf(merged, name)),
      choice: preferred(name, surviving, merged),
      allowed: ['surviving', 'merged'],
    }));
  const lists = listFields
    .filter((name) => !sameRows(surviving[name], merged[name]))
    .map((name) => {
      const clash = name === 'coverages' && coveragesClash(surviving, merged);
      return {
        field: name,
        surviving: surviving[name],
        merged: merged[name],
        choice: clash ? 'surviving' : 'both',
        allowed: clash ? ['surviving', 'merged'] : ['surviving', 'merged', 'both'],
      };
    });
  return [...singles, ...lists] as MergeField[];
}

const shown = (value: Record<string, unknown>): unknown => {
  const values = Object.values(value);
  return values.length === 1 ? values[0] : value;
};

const sameRows = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row) => isKnown(row, b)) && b.every((row) => isKnown(row, a));

/** Which value to propose: the surviving one, unless the other knows more, or is the more careful one. */
function preferred(name: SingleField, surviving: Draft, merged: Draft): MergeChoice {
  switch (name) {
    case 'birth_date':
      return exactness(merged) > exactness(surviving) ? 'merged' : 'surviving';
    case 'sex':
      return surviving.sex === 'unknown' ? 'merged' : 'surviving';
    case 'deceased':
      return !surviving.deceased && merged.deceased ? 'merged' : 'surviving';
    case 'contact_rule':
      return carefulness(merged) > carefulness(surviving) ? 'merged' : 'surviving';
    default: {
      const [first] = singleFields[name];
      return surviving[first] === null ? 'merged' : 'surviving';
    }
  }
}

const exactness = ({ birth_date, birth_date_estimated }: Draft): number =>
  birth_date === null ? 0 : birth_date.length + (birth_date_estimated ? 0 : 20);

/** How much a contact rule forbids: who wrongly follows the stricter one harms nobody. */
function carefulness({ contact_rule: rule }: Draft): number {
  if (rule === null) return 0;
  const consent = { given: 0, not_asked: 1, refused: 2 }[rule.consent];
  const bounds = (rule.may_leave_message ? 0 : 2) + (rule.instruction === null ? 0 : 1) + (rule.hours_from === null ? 0 : 1);
  return 1 + consent * 100 + bounds * 10 + (6 - rule.channels.length);
}

/** Two coverages of the same policy for the same days cannot stand in one record. */
function coveragesClash(surviving: Draft, merged: Draft): boolean {
  return merged.coverages.some(
    (coverage) =>
      !isKnown(coverage, surviving.coverages) &&
      surviving.coverages.some(
        (each) =>
          each.payer_id === coverage.payer_id &&
          each.policy_number === coverage.policy_number &&
          (each.valid_from ?? '') <= (coverage.valid_to ?? '9999') &&
          (coverage.valid_from ?? '') <= (each.valid_to ?? '9999'),
      ),
  );
}
