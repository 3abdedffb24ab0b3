import type { ContactRule } from '../contract/contact-rule.ts';
import type { Coverage } from '../contract/coverage.ts';
import type { PatientRecord } from '../contract/record.ts';
import type { PatientFacts } from './fhir/patient.ts';

// A draft is what patients.register and patients.amend write: the columns of patients.patient and the rows of its lists,
// each with its key. The names of its members are those of the columns.

type Rows<Facts> = Facts extends (infer Row)[] ? (Row & { id: string })[] : never;

export type DraftIdentifier = Omit<PatientFacts['identifiers'][number], 'sealed'> & {
  id: string;
  masked: string | null;
  /** Only when the row is new; an update never carries a secret value. */
  value_encrypted?: string;
  blind_index?: string;
};

export interface Draft extends Omit<PatientFacts, 'names' | 'telecoms' | 'addresses' | 'related_people' | 'identifiers'> {
  id: string;
  /** The version that is changed; 0 for a new patient. */
  version: number;
  act: string;
  reason: string | null;
  /** Some row has a `source`: the version keeps them. */
  sent: boolean;
  display_name: string;
  sort_name: string;
  referrer_name: string | null;
  referrer_organisation: string | null;
  referrer_phone: string | null;
  restricted_reason: string | null;
  photo_id: string | null;
  /** `\x…`: SHA-256 of the resource, where the draft comes of an import. */
  import_digest?: string;
  names: Rows<PatientFacts['names']>;
  telecoms: Rows<PatientFacts['telecoms']>;
  addresses: Rows<PatientFacts['addresses']>;
  related_people: Rows<PatientFacts['related_people']>;
  identifiers: DraftIdentifier[];
  contact_rule: ContactRule | null;
  coverages: (Coverage & { id: string })[];
}

/** A registration as it stands, and what a sender gave beyond it, by row. */
export interface Standing {
  document: PatientRecord;
  sources: Record<string, string> | null;
}

/** The draft that changes nothing: what a change starts from. */
export function draftOf({ document, sources }: Standing): Draft {
  const withSource = <Row extends { id: string }>(rows: readonly Row[]): (Row & { source: string | null })[] =>
    rows.map((row) => ({ ...row, source: sources?.[row.id] ?? null }));
  const { names, telecoms, addresses, related_people, identifiers, referrer, photo, coverages, ...columns } = document;
  return {
    ...columns,
    act: 'update',
    reason: null,
    sent: true,
    sort_name: '',
    referrer_name: referrer?.name ?? null,
    referrer_organisation: referrer?.organisation ?? null,
    referrer_phone: referrer?.phone ?? null,
    photo_id: photo?.id ?? null,
    source: sources?.['patient'] ?? null,
    names: withSource(names),
    telecoms: withSource(telecoms),
    addresses: withSource(addresses),
    related_people: withSource(related_people),
    identifiers: withSource(identifiers),
    coverages,
  } as Draft;
}

/** The facts of a draft for its FHIR resource: secret numbers are named by the row in which they are sealed. */
export function factsOfDraft(draft: Draft): PatientFacts {
  const identifiers = draft.identifiers.map((row) => ({ ...row, sealed: row.masked === null ? null : row.id }));
  return { ...draft, identifiers };
}
