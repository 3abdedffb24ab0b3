import type { Tx } from '@openward/platform/db';
import { put, putMany, type Author } from '@openward/records/api';
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
  await put(tx, itemOf(draft, written, links));
}

/** As `project`, for patients who were just registered, each by its author. */
export async function projectNew(tx: Tx, all: readonly { draft: Draft; written: Written; author: Author }[]): Promise<void> {
  const items = all.map(({ draft, written, author }) => ({ ...itemOf(draft, written, {}), if_version: 0, author }));
  await (items.length === 1 ? put(tx, items[0]!) : putMany(tx, items));
}

/** As `project`, for many. `source` names where they came from. */
export async function projectMany(tx: Tx, all: readonly { draft: Draft; written: Written }[], source: string): Promise<void> {
  await putMany(tx, all.map(({ draft, written }) => ({ ...itemOf(draft, written, {}), source })));
}

const itemOf = (draft: Draft, { hospital_number, number_system }: Written, links: Links) => ({
  resource: patientResource(factsOfDraft(draft), { id: draft.id, hospital_number, number_system, ...links }),
  patient_id: draft.id,
});
