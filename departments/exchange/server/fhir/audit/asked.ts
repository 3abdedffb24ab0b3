import { accountSystem, type Coding, eventSystem, kindOf, type LoggedEvent, outcomeCodes } from '@openward/platform/audit/fhir';
import type { SearchedBy } from '../../../rules/fhir/capability.ts';
import { dateAsked, type DateAsked } from '../../search/asked/dates.ts';
import { searchFault } from '../../search/asked/fault.ts';
import { pageCountOf } from '../../search/asked/result.ts';
import { splitAt, unescaped } from '../../search/asked/split.ts';
import { refuseParameters, type FhirRequest } from '../request.ts';

/** By what events are searched. */
export const auditParameters: readonly SearchedBy[] = [
  ['_id', 'token'], ['_lastUpdated', 'date'], ['action', 'token'], ['address', 'string'], ['agent', 'reference'], ['altid', 'token'], ['date', 'date'],
  ['entity', 'reference'], ['outcome', 'token'], ['patient', 'reference'], ['patient.identifier', 'token'], ['subtype', 'token'], ['type', 'token'],
].map(([name = '', type = '']) => ({ name, type }));

/** What is looked for. A list that is empty finds nothing; one that is null does not filter. */
export interface AuditAsked {
  ids: readonly string[] | null;
  /** Half-open, in milliseconds since 1970. */
  from: number;
  until: number;
  patients: readonly string[] | null;
  /** Patients by a number of theirs, as `Patient?identifier=` takes it. */
  patient_number: string | null;
  accounts: readonly string[] | null;
  /** Chosen where the rows lie; they are among `matches` as well. */
  outcomes: readonly LoggedEvent['outcome'][] | null;
  names: readonly string[] | null;
  /** What no index leads to is looked at row by row. */
  matches: readonly ((event: LoggedEvent) => boolean)[];
  ascending: boolean;
  count: number;
}

const sorts: Record<string, boolean> = { date: true, '-date': false, _lastUpdated: true, '-_lastUpdated': false };
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const actionSystem = 'http://hl7.org/fhir/audit-event-action';
const outcomeSystem = 'http://hl7.org/fhir/audit-event-outcome';

export function auditAsked(request: FhirRequest): AuditAsked {
  refuseParameters(request, [...auditParameters.map(({ name }) => name), 'agent:identifier', 'patient:Patient', 'entity:Patient', '_count', '_sort', '_page', '_total']);
  const { parameters } = request;
  const one = (...names: string[]): string | undefined => {
    const found = parameters.filter(([name]) => names.includes(name));
    if (found.length > 1) throw searchFault('twice', names[0]!, `${names[0]} is given once, with its alternatives after commas`);
    return found[0]?.[1];
  };
  const all = (name: string): string[] => parameters.filter(([each]) => each === name).map(([, value]) => value);
  const sort = one('_sort') ?? '-date';
  if (!(sort in sorts)) throw searchFault('value', '_sort', 'Events are sorted by date or -date');
  if ((one('_total') ?? 'none') !== 'none') throw searchFault('value', '_total', 'How many there are in all is not counted: the log has no end');
  const people = [patientsOf(request, one('patient', 'patient:Patient')), patientsOf(request, one('entity', 'entity:Patient'))].filter((each) => each !== null);
  return {
    ids: one('_id')?.split(',') ?? null,
    ...spanOf([...all('date').map((text) => dateAsked('date', text)), ...all('_lastUpdated').map((text) => dateAsked('_lastUpdated', text))]),
    patients: people.length === 0 ? null : people.reduce((some, others) => some.filter((id) => others.includes(id))),
    patient_number: one('patient.identifier') ?? null,
    accounts: accountsOf(one('agent', 'agent:identifier')),
    outcomes: all('outcome').length === 0 ? null : outcomes.filter((outcome) => all('outcome').every((value) => splitAt(value, ',').some((each) => each.endsWith(outcomeCodes[outcome]) || each.endsWith('|')))),
    names: namesOf(all('subtype')),
    matches: [
      ...tokens(all('type'), 'type', (event) => [kindOf(event).type]),
      ...tokens(all('subtype'), 'subtype', (event) => kindOf(event).subtypes),
      ...tokens(all('action'), 'action', (event) => [{ system: actionSystem, code: kindOf(event).action }]),
      ...tokens(all('outcome'), 'outcome', ({ outcome }) => [{ system: outcomeSystem, code: outcomeCodes[outcome] }]),
      ...tokens(all('altid'), 'altid', ({ actor_name }) => (actor_name === null ? [] : [{ system: '', code: actor_name }])),
      ...all('address').map((text) => {
        const starts = text.split(',').map((each) => unescaped(each).toLowerCase()).filter((each) => each !== '');
        if (starts.length === 0) throw searchFault('value', 'address', 'address is empty');
        return ({ address }: LoggedEvent) => address !== null && starts.some((start) => address.toLowerCase().startsWith(start));
      }),
    ],
    ascending: sorts[sort]!, count: pageCountOf(one('_count')),
  };
}

const outcomes = ['success', 'failure', 'denied'] as const;

/** The names of events, where nothing but such names is asked for. */
function namesOf(asked: readonly string[]): string[] | null {
  const values = (asked[0] ?? '').split(',').map((each) => each.split('|'));
  return asked.length === 1 && values.every(([system, code]) => system === eventSystem && code) ? values.map(([, code]) => code!) : null;
}

/** `system|code`, `code`, `|code` or `system|`; alternatives after commas. */
function tokens(asked: readonly string[], name: string, of: (event: LoggedEvent) => readonly Coding[]): AuditAsked['matches'] {
  return asked.map((value) => {
    const wanted = splitAt(value, ',').map((each) => splitAt(each, '|').map(unescaped));
    if (wanted.some((parts) => parts.length > 2 || parts.every((part) => part === ''))) throw searchFault('value', name, `Write ${name} as code or system|code`);
    return (event) => of(event).some(({ system, code }) => wanted.some(([first = '', second]) =>
      (second === undefined ? first === code : first === system && (second === '' || second === code))));
  });
}

/** Patients by `Patient/<id>`, the bare id or its whole address. Who cannot be a patient of this hospital was never opened here. */
function patientsOf({ base }: FhirRequest, text: string | undefined): string[] | null {
  if (text === undefined) return null;
  return text.split(',').map((each) => each.replace(`${base}/`, '').replace(/^Patient\//, '').toLowerCase()).filter((id) => uuid.test(id));
}

/** Accounts by `agent:identifier=urn:openward:account|<id>`, or the bare id. */
function accountsOf(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  return text.split(',').map((each) => each.replace(`${accountSystem}|`, '').toLowerCase()).filter((id) => uuid.test(id));
}

function spanOf(dates: readonly DateAsked[]): { from: number; until: number } {
  let [from, until] = [-Infinity, Infinity];
  for (const asked of dates) {
    const { prefix } = asked;
    if (prefix === 'ne' || prefix === 'ap') throw searchFault('prefix', 'date', 'Events are asked for with eq, ge, gt, sa, lt, le or eb');
    if (prefix === 'eq' || prefix === 'ge') from = Math.max(from, asked.from);
    if (prefix === 'gt' || prefix === 'sa') from = Math.max(from, asked.until);
    if (prefix === 'eq' || prefix === 'le') until = Math.min(until, asked.until);
    if (prefix === 'lt' || prefix === 'eb') until = Math.min(until, asked.from);
  }
  return { from, until };
}
