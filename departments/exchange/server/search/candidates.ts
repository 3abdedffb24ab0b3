import { candidates } from '@openward/patients/api';
import type { CandidatesAsked } from '@openward/patients/api';
import type { Tx } from '@openward/platform/db';
import { termArray } from '@openward/records/api';
import { momentText } from './asked/dates.ts';
import type { Place } from './asked/page.ts';
import type { Settled } from './conditions.ts';
import { searchAll } from './rows.sql.ts';

/** Something that a search may mean, and its place in the stream of them. */
export interface Candidate {
  id: string;
  place: Place;
}

/** A stream of what a search over all records may mean: every fit is among them, each once, in a stable order. */
export interface Stream {
  /** Its order is by time of change, the latest first. */
  by_change: boolean;
  read(after: Place | null, most: number): Promise<Candidate[]>;
}

const namesOfPatients: ReadonlySet<string> = new Set(['name', 'family', 'given']);
const earliest = Date.parse('0001-01-01');
const latest = Date.parse('9999-12-31');

/** The narrowest stream that an index gives for these conditions. */
export function streamOf(tx: Tx, type: string, conditions: readonly Settled[]): Stream {
  const patients = patientStream(type, conditions);
  if (patients !== undefined) {
    return {
      by_change: false,
      async read(after, most) {
        const place = after === null ? null : { place: after[0] ?? '', id: after[1] ?? '' };
        return (await candidates(tx, patients, place, most)).map(({ id, place: at }) => ({ id, place: [at, id] }));
      },
    };
  }
  const groups = groupsOf(conditions);
  const span = changedSpan(conditions);
  return { by_change: true, read: (after, most) => searchAll(tx, type, groups.map(({ terms }) => terms), span, after, most) };
}

/** What the index of patients is asked where it is the narrowest: names and days of birth, and nothing that is one person's. */
export function patientStream(type: string, conditions: readonly Settled[]): CandidatesAsked | undefined {
  return type === 'Patient' && groupsOf(conditions).every(({ sharp }) => !sharp) ? patientsAsked(conditions) : undefined;
}

/** The terms that each find must have, and whether they are of one person or thing rather than of a kind. */
function groupsOf(conditions: readonly Settled[]): { terms: string; sharp: boolean }[] {
  return conditions.flatMap((condition) => {
    if (condition.kind === 'terms' && !condition.none) {
      return [{ terms: termArray(condition.any), sharp: condition.any.every((term) => /^(?:phone|email|telecom|identifier:of-type)=/.test(term)) }];
    }
    if (condition.kind !== 'facts') return [];
    const terms = condition.narrowed?.beginnings?.map(({ term }) => term);
    return terms === undefined || terms.includes(undefined) ? [] : [{ terms: termArray(terms as string[]), sharp: false }];
  });
}

/** What the index of patients is asked: the longest name, and the time of birth. */
function patientsAsked(conditions: readonly Settled[]): CandidatesAsked | undefined {
  let beginning = '';
  const births = { from: earliest, until: latest };
  for (const condition of conditions) {
    if (condition.kind !== 'facts' || condition.narrowed === undefined) continue;
    const { parameter, beginnings = [], span } = condition.narrowed;
    const [only] = beginnings;
    if (namesOfPatients.has(parameter) && beginnings.length === 1 && only!.text.length > beginning.length) beginning = only!.text;
    if (parameter !== 'birthdate' || span === undefined) continue;
    births.from = Math.max(births.from, span.from);
    births.until = Math.min(births.until, span.until);
  }
  const born = births.from !== earliest || births.until !== latest;
  if (beginning === '' && !born) return undefined;
  // Times of birth that exclude each other are nobody's.
  const until = Math.max(births.from, births.until);
  return { ...(beginning !== '' && { beginning }), ...(born && { births: { from: new Date(births.from), until: new Date(until) } }) };
}

function changedSpan(conditions: readonly Settled[]): { from: string; until: string } {
  const bounds = conditions.flatMap((condition) => (condition.kind === 'updated' ? [condition.any] : []));
  const from = Math.max(...bounds.map((any) => Math.min(...any.map((each) => each.from))), -Infinity);
  const until = Math.min(...bounds.map((any) => Math.max(...any.map((each) => each.until))), Infinity);
  return { from: momentText(from), until: momentText(until) };
}
