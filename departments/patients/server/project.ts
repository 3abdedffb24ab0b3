import type { Tx } from '@openward/platform/db';
import { put, putMany } from '@openward/records/api';
import { patientResource } from '../rules/fhir/patient.ts';
import { factsOfDraft, type Draft } from '../rules/draft.ts';
import type { Written } from './patient.sql.ts';

/** How merges show in the FHIR resource. */
export interface Links {
  replaced_by?: string | null;
  replaces?: readonly string[];
}

/** Keeps the FHIR Patient of what was written, in the same transaction: the FHIR face never lags behind. */
export async function project(tx: Tx, draft: Draft, written: Written, links: Links = {}): Promise<void> {
  const is_new = draft.version === 0;
  await put(tx, { ...itemOf(draft, written, links), ...(is_new ? { if_version: 0 } : {}) });
}

/** As `project`, for many. `source` names where they came from. */
export async function projectMany(tx: Tx, all: readonly { draft: Draft; written: Written }[], source: string): Promise<void> {
  await putMany(tx, all.map(({ draft, written }) => ({ ...itemOf(draft, written, {}), source })));
}

const itemOf = (draft: Draft, { hospital_number, number_system }: Written, links: Links) => ({
  resource: patientResource(factsOfDraft(draft), { id: draft.id, hospital_number, number_system, ...links }),
  patient_id: draft.id,
});
