import { createHash } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { named } from './change.ts';
import { knownPatients, numberSystem, type KnownPatient } from './adopt.sql.ts';
import { amendDraft, registerDrafts } from './patient.sql.ts';
import { getLinks } from './merge/merge.sql.ts';
import { project, projectMany } from './project.ts';
import { sealNumber } from './secret.ts';
import { newId } from './ids.ts';
import { isSecretKind } from '../contract/identifier.ts';
import type { Draft } from '../rules/draft.ts';
import { parseExactly, type Element } from '@openward/platform/fhir';
import { factsOf } from '../rules/fhir/patient.ts';

/** A FHIR Patient of another system. Give the text where there is one: it alone tells 1.50 from 1.5. */
export interface Adoptee {
  resource: object;
  resource_text?: string;
  /** The id that the patient is to have here; the resource's own id when left out, if that is a UUID. */
  patient_id?: string;
}

/** What became of one of them. */
export type Adoption =
  | {
      patient_id: string;
      hospital_number: string;
      /**
       * `unchanged`: the same resource was imported before. `kept`: somebody has changed the patient here since, and what
       * people wrote here is not overwritten by an import.
       */
      outcome: 'created' | 'updated' | 'unchanged' | 'kept';
    }
  | { patient_id: string; refused: Problem };

export interface Arrival {
  patient_id: string;
  digest: string;
  resource: Element;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Takes over patients of another system: registers those that are not here, brings up to date those that came by import
 * and were not changed here since, and leaves the others alone. A patient is known again by the id. Few statements for
 * any number of patients; call it in one transaction with what belongs to them. Answers in the order of the items.
 */
export async function adoptPatients(tx: Tx, items: readonly Adoptee[], source = 'import'): Promise<Adoption[]> {
  const arrivals = items.map(arrivalOf);
  const number_system = await numberSystem(tx);
  const outcomes = new Map<number, Adoption>();
  // Each round takes a patient once: the second of two resources of the same patient finds what the first one made.
  let waiting = arrivals.map((arrival, place) => ({ arrival, place }));
  while (waiting.length > 0) {
    const taken = new Set<string>();
    const round = waiting.filter(({ arrival }) => !taken.has(arrival.patient_id) && taken.add(arrival.patient_id));
    waiting = waiting.filter((each) => !round.includes(each));
    const known = await knownPatients(tx, round.map(({ arrival }) => arrival.patient_id));
    const fresh: { place: number; draft: Draft }[] = [];
    for (const { arrival, place } of round) {
      const here = known.get(arrival.patient_id);
      try {
        if (here === undefined) fresh.push({ place, draft: draftOfArrival(arrival, number_system, null, source) });
        else outcomes.set(place, await renew(tx, arrival, here, number_system, source));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        outcomes.set(place, { patient_id: arrival.patient_id, refused: error });
      }
    }
    for (const [place, adoption] of await createPatients(tx, fresh, source)) outcomes.set(place, adoption);
  }
  return arrivals.map((_arrival, place) => outcomes.get(place) as Adoption);
}

export async function createPatients(tx: Tx, fresh: readonly { place: number; draft: Draft }[], source: string): Promise<Map<number, Adoption>> {
  const accepted = await refuseStrangers(tx, fresh);
  const outcomes = new Map<number, Adoption>(accepted.refused);
  if (accepted.fresh.length === 0) return outcomes;
  const written = new Map((await registerDrafts(tx, accepted.fresh.map(({ draft }) => draft))).map((each) => [each.id, each]));
  const all = accepted.fresh.map(({ place, draft }) => {
    const row = written.get(draft.id);
    if (row === undefined) throw new Error('a patient who was registered is not there');
    return { place, draft, written: row };
  });
  await projectMany(tx, all, source);
  for (const { place, draft, written: row } of all) {
    outcomes.set(place, { patient_id: draft.id, hospital_number: row.hospital_number, outcome: 'created' });
  }
  return outcomes;
}

/** Patients whose mother or relative is said to be a patient here, and is not. */
export async function refuseStrangers(tx: Tx, fresh: readonly { place: number; draft: Draft }[]) {
  const relatives = ({ mother_id, related_people }: Draft): string[] =>
    [mother_id, ...related_people.map(({ linked_patient_id }) => linked_patient_id)].filter((id) => id !== null);
  const named_here = new Set(fresh.flatMap(({ draft }) => relatives(draft)));
  const known = named_here.size === 0 ? new Map() : await knownPatients(tx, [...named_here]);
  const here = new Set([...known.keys(), ...fresh.map(({ draft }) => draft.id)]);
  const strange = ({ draft }: { draft: Draft }): boolean => relatives(draft).some((id) => !here.has(id) || id === draft.id);
  const problem = () => new Problem(422, 'patients.unknown_relative', 'Names a relative who is no patient here', { field: 'extension' });
  return {
    fresh: fresh.filter((each) => !strange(each)),
    refused: fresh.filter(strange).map(({ place, draft }): [number, Adoption] => [place, { patient_id: draft.id, refused: problem() }]),
  };
}

async function renew(tx: Tx, arrival: Arrival, here: KnownPatient, number_system: string, source: string): Promise<Adoption> {
  const { patient_id, hospital_number } = here;
  const same = here.import_digest !== null && here.import_digest === arrival.digest;
  if (same) return { patient_id, hospital_number, outcome: 'unchanged' };
  if (here.act !== 'import') return { patient_id, hospital_number, outcome: 'kept' };
  const draft = draftOfArrival(arrival, number_system, here, source);
  const { fresh } = await refuseStrangers(tx, [{ place: 0, draft }]);
  if (fresh.length === 0) throw new Problem(422, 'patients.unknown_relative', 'Names a relative who is no patient here', { field: 'extension' });
  const written = await amendDraft(tx, draft);
  if (written === null) throw new Problem(409, 'conflict.busy', 'Others were changing the same patient; try again');
  await project(tx, draft, written, await getLinks(tx, patient_id));
  return { patient_id, hospital_number, outcome: 'updated' };
}

export function arrivalOf({ resource, resource_text, patient_id }: Adoptee): Arrival {
  const text = resource_text ?? JSON.stringify(resource);
  const { id } = resource as { id?: unknown };
  return {
    patient_id: (patient_id ?? (typeof id === 'string' && uuid.test(id) ? id : newId())).toLowerCase(),
    digest: createHash('sha256').update(text).digest('hex'),
    resource: (resource_text === undefined ? resource : parseExactly(resource_text)) as Element,
  };
}

/** The draft of a FHIR Patient. Its secret numbers are sealed; what the tables do not model is kept beside them. */
export function draftOfArrival({ patient_id, digest, resource }: Arrival, number_system: string, here: KnownPatient | null, source: string): Draft {
  const facts = factsOf(resource, { number_system, hospital_number: here?.hospital_number ?? null });
  const keyed = <Row extends object>(rows: readonly Row[]): (Row & { id: string })[] => rows.map((row) => ({ ...row, id: newId() }));
  const draft: Draft = {
    ...facts,
    id: patient_id, version: here?.version ?? 0, act: 'import', reason: source, sent: true, display_name: '', sort_name: '',
    referrer_name: null, referrer_organisation: null, referrer_phone: null, photo_id: null, import_digest: `\\x${digest}`,
    restricted: facts.restricted || (here?.restricted ?? false),
    restricted_reason: here?.restricted_reason ?? (facts.restricted ? 'Marked by the sender' : null),
    names: keyed(facts.names), telecoms: keyed(facts.telecoms), addresses: keyed(facts.addresses),
    related_people: keyed(facts.related_people),
    identifiers: keyed(facts.identifiers).map((row) => ({
      ...row, masked: null, ...(isSecretKind(row.kind) && row.value !== null ? sealNumber(row.value, row.id) : {}),
    })),
    contact_rule: null, coverages: [],
  };
  refuseUnstorable(draft);
  return named(draft);
}

/** PostgreSQL stores no NUL and no half of a surrogate pair. */
export function refuseUnstorable(draft: Draft): void {
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(draft))) {
    throw new Problem(422, 'input.unstorable_text', 'Holds a character that cannot be stored', { field: 'name' });
  }
}
