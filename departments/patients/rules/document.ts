import type { Draft } from './draft.ts';

/** Rows as their reader sees them: without what is kept for the FHIR face and for finding them. */
const shown = (rows: readonly object[]): object[] =>
  rows.map((row) => {
    const { source: _source, value_encrypted: _value, blind_index: _index, ...open } = row as Record<string, unknown>;
    return open;
  });

/**
 * The document of a new patient (contract/record.ts) as a template: patients.fill_document puts in what only the database
 * knows, where there is an `@`. It must say what patients.document_of reads from the rows; a test compares the two.
 */
export function documentTemplate(draft: Draft, updated_at: string): string {
  const { referrer_name, referrer_organisation, referrer_phone } = draft;
  return JSON.stringify({
    id: draft.id,
    hospital_number: '@',
    version: 1,
    unknown: draft.unknown,
    display_name: draft.display_name,
    names: shown(draft.names),
    birth_date: draft.birth_date,
    birth_date_estimated: draft.birth_date_estimated,
    multiple_birth_order: draft.multiple_birth_order,
    sex: draft.sex,
    gender_identity: draft.gender_identity,
    sex_for_clinical_use: draft.sex_for_clinical_use,
    sex_for_clinical_use_note: draft.sex_for_clinical_use_note,
    marital_status: draft.marital_status,
    language: draft.language,
    interpreter_needed: draft.interpreter_needed,
    religion: draft.religion,
    occupation: draft.occupation,
    referrer:
      referrer_name === null
        ? null
        : { name: referrer_name, organisation: referrer_organisation, phone: referrer_phone },
    mother_id: draft.mother_id,
    deceased: draft.deceased,
    deceased_date: draft.deceased_date,
    restricted: draft.restricted,
    restricted_reason: draft.restricted_reason,
    identifiers: shown(draft.identifiers),
    telecoms: draft.telecoms.length === 0 ? [] : '@',
    addresses: shown(draft.addresses),
    related_people: shown(draft.related_people),
    contact_rule: draft.contact_rule,
    coverages: draft.coverages.length === 0 ? [] : '@',
    photo: null,
    updated_at,
  });
}

/** What a sender gave beyond the columns, by the row that it belongs to; null where there is nothing. */
export function sourcesOfDraft(draft: Draft): Record<string, string> | null {
  const rows = [...draft.names, ...draft.identifiers, ...draft.telecoms, ...draft.addresses, ...draft.related_people];
  const sent = rows.flatMap(({ id, source }) => (source === null ? [] : [[id, source] as const]));
  const all = draft.source === null ? sent : [['patient', draft.source] as const, ...sent];
  return all.length === 0 ? null : Object.fromEntries(all);
}
