import { knownPatients, patientReferences, pathOfReference, rewriteLinks, rewriteReferencesIn, targetOf } from '@openward/records/api';
import type { Tx } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import { readReference } from '../rules/conditional.ts';
import type { LinkIndex } from '../rules/link-index.ts';
import { refusalOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Refusal } from '../rules/report.ts';
import { patientIdOf } from './ids.ts';
import { readQuery, search } from './search.ts';
import type { Conditional } from './search/matches.ts';

/** An entry whose links lead where they are to lead here. */
export interface Linked {
  text: string;
  patient_id: string | null;
}

interface Wrong {
  code: string;
  message: string;
}

/** One attempt at an entry: what is wrong with its links, and whether something must be asked first. */
interface Attempt {
  wrong: Map<string, Wrong>;
  waits: boolean;
}

const mostRemembered = 50_000;

/**
 * Leads the links of a file to where they belong here: to entries of the same bundle, to what a search finds, to patients
 * of the same source. What has to be asked of the database is gathered, and asked for a whole batch at once.
 */
export class Links {
  readonly #source: string;
  readonly #index: LinkIndex | undefined;
  /** `Type/id` in the file → `Type/id` here, where they differ. */
  readonly #renamed = new Map<string, string>();
  readonly #recent = new Map<string, string>();
  readonly #found = new Map<string, string | Wrong>();
  readonly #patients = new Map<string, boolean>();
  readonly #openSearches = new Map<string, Conditional>();
  readonly #openPatients = new Set<string>();

  constructor(source: string, index?: LinkIndex) {
    this.#source = source;
    this.#index = index;
  }

  /** From now on, what is called one way in the file is called another way here. */
  rename(from: string, to: string): void {
    if (from === to) return;
    this.#renamed.set(from, to);
    this.#recent.clear();
  }

  /** A patient who is here now. */
  welcome(patient_id: string): void {
    this.#patients.set(patient_id, true);
  }

  /** A patient who could not be taken. */
  dismiss(patient_id: string): void {
    this.#patients.set(patient_id, false);
  }

  /** Forgets who is here: what was written was not kept. */
  forgetPatients(): void {
    this.#patients.clear();
  }

  /**
   * Links an entry. Undefined when something must be asked of the database first: call `ask`, and link it again.
   * `assumed` is the patient of a resource that names none but can only speak of one.
   */
  link(entry: Entry, assumed: string | null = null): Linked | Refusal[] | undefined {
    const { value, text } = entry.resource!;
    const attempt: Attempt = { wrong: new Map(), waits: false };
    const linked = rewriteLinks(text, (link) => this.#follow(link.target, link.is_reference, attempt));
    const patient_id = this.#patientOf(value, assumed, attempt);
    if (attempt.wrong.size > 0) {
      return [...attempt.wrong].map(([target, wrong]) => refusalOf(entry, { ...wrong, path: pathOfReference(value, target) ?? [] }));
    }
    if (attempt.waits) return undefined;
    if (linked !== text) rewriteReferencesIn(value, (target) => this.#follow(target, true, attempt));
    return { text: linked, patient_id };
  }

  /** Asks the database what links are waiting for. */
  async ask(tx: Tx): Promise<void> {
    if (this.#patients.size > mostRemembered) this.#patients.clear();
    if (this.#found.size > mostRemembered) this.#found.clear();
    const asked = [...this.#openPatients];
    this.#openPatients.clear();
    const known = asked.length === 0 ? new Set() : await knownPatients(tx, asked);
    for (const patient_id of asked) this.#patients.set(patient_id, known.has(patient_id));
    const searches = [...this.#openSearches];
    this.#openSearches.clear();
    for (const [reference, condition] of searches) {
      this.#found.set(reference, await foundBy(tx, condition));
    }
  }

  /** The entry that a link leads to, by the name that it has here. Neighbours lead to the same patient and the same visit. */
  #entryOf(target: string): string | undefined {
    const recent = this.#recent.get(target);
    if (recent !== undefined) return recent;
    const entry = this.#index?.get(target) ?? (this.#renamed.has(target) ? target : undefined);
    if (entry === undefined) return undefined;
    if (this.#recent.size > 2000) this.#recent.clear();
    const here = this.#renamed.get(entry) ?? entry;
    this.#recent.set(target, here);
    return here;
  }

  /** Where a link leads; undefined when it stays as it is. */
  #follow(target: string, is_reference: boolean, attempt: Attempt): string | undefined {
    if (target.startsWith('#')) return undefined;
    const entry = this.#entryOf(target);
    if (entry !== undefined) return entry;
    if (!is_reference) return undefined;
    if (/^urn:(?:uuid|oid):/.test(target)) {
      attempt.wrong.set(target, { code: 'exchange.unknown_target', message: 'leads to no entry of this bundle' });
      return undefined;
    }
    if (target.includes('?')) return this.#followSearch(target, attempt);
    const parts = targetOf(target);
    if (parts?.type !== 'Patient' || !target.startsWith('Patient/')) return undefined;
    const here = `Patient/${patientIdOf(this.#source, parts.id)}`;
    return here === target ? undefined : here;
  }

  #followSearch(target: string, attempt: Attempt): string | undefined {
    const reference = readReference(target);
    if (reference === undefined) return undefined;
    const known = this.#found.get(target);
    if (typeof known === 'string') return known;
    const condition = known ?? readQuery(this.#source, reference.type, reference.query);
    if (typeof condition === 'string') attempt.wrong.set(target, { code: 'exchange.condition', message: condition });
    else if ('code' in condition) attempt.wrong.set(target, condition);
    else {
      this.#openSearches.set(target, condition);
      attempt.waits = true;
    }
    return undefined;
  }

  #patientOf(value: Record<string, unknown>, assumed: string | null, attempt: Attempt): string | null {
    for (const reference of patientReferences(value)) {
      const target = targetOf(this.#follow(reference, true, attempt) ?? reference);
      if (target?.type !== 'Patient') continue;
      const patient_id = patientIdOf(this.#source, target.id);
      const known = this.#patients.get(patient_id);
      if (known === undefined) {
        this.#openPatients.add(patient_id);
        attempt.waits = true;
      } else if (!known) {
        attempt.wrong.set(reference, { code: 'exchange.unknown_patient', message: 'leads to a patient who is neither in this import nor here' });
      }
      return patient_id;
    }
    return assumed;
  }
}

/** Where a search leads, or why to nothing. */
async function foundBy(tx: Tx, condition: Conditional): Promise<string | Wrong> {
  try {
    const ids = await search(tx, condition);
    return ids.length === 1 ? `${condition.type}/${ids[0]!}` : notOne(ids.length);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, message: error.message };
    throw error;
  }
}

function notOne(count: number): Wrong {
  return count === 0
    ? { code: 'exchange.not_found', message: 'is a search that finds nothing here' }
    : { code: 'exchange.not_one', message: `is a search that finds ${count} here, where one is meant` };
}
