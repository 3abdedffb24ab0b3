import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Registration } from '../contract/registration.ts';
import type { Draft } from '../rules/draft.ts';
import { draftOfRegistration } from '../server/change.ts';
import { notePrinted, reserveNumbers } from '../server/paper/paper.sql.ts';
import { registerDrafts } from '../server/patient.sql.ts';
import { projectMany } from '../server/project.ts';
import { type DemoPatient, demoPatients, type DemoPatients } from './patients.ts';
import { payers } from './registration.ts';

export interface SeedOptions {
  seed: string;
  today: string;
  count: number;
  /** Told after each batch how many patients there are. */
  onProgress?: (done: number) => void;
}

/** The demo patients as they were made, and the id that each of them got. */
export interface Seeded extends DemoPatients {
  ids: Map<string, string>;
}

const batchSize = 100;

/** Fills the hospital with its demo patients, registered as anybody is, in a transaction of scope `system`. */
export async function seedPatients(tx: Tx, options: SeedOptions): Promise<Seeded> {
  const payer_ids = await addPayers(tx);
  const demo = demoPatients({ ...options, payer_ids });
  const ids = new Map<string, string>();
  for (let from = 0; from < demo.patients.length; from += batchSize) {
    const drafts = demo.patients.slice(from, from + batchSize).map((patient) => draftOfDemo(patient, ids));
    const written = new Map((await registerDrafts(tx, drafts)).map((each) => [each.id, each]));
    const pairs = drafts.flatMap((draft) => {
      const own = written.get(draft.id);
      return own === undefined ? [] : [{ draft, written: own }];
    });
    await projectMany(tx, pairs, 'urn:openward:demo');
    options.onProgress?.(Math.min(from + batchSize, demo.patients.length));
  }
  await stockPaper(tx);
  return { ...demo, ids };
}

/** A few forms lie ready at the desk. */
async function stockPaper(tx: Tx): Promise<void> {
  const { block_id } = await reserveNumbers(tx, 'Front desk', 'Demo', 5);
  await notePrinted(tx, block_id);
}

async function addPayers(tx: Tx): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, kind, code } of payers) {
    const { rows } = await sql<{ id: string }>`insert into patients.payer (name, kind, code) values (${name}, ${kind}, ${code})
      on conflict (name) do update set kind = excluded.kind returning id`.execute(tx);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

function draftOfDemo({ key, registration, restricted, died, mother }: DemoPatient, ids: Map<string, string>): Draft {
  const parsed = Registration.parse({ ...registration, ...(mother !== null && { mother_id: ids.get(mother) }) });
  const draft: Draft = {
    ...draftOfRegistration(parsed, null),
    restricted: restricted !== null,
    restricted_reason: restricted,
    deceased: died !== null,
    deceased_date: died,
  };
  ids.set(key, draft.id);
  return draft;
}
