import type { AccessLine } from '../../contract/disclosures.ts';

/** What one person did with a record on one day, for one purpose, counted. */
export interface Acts {
  on: string;
  name: string | null;
  /** What the person is here: titles of the roles of that time. */
  roles: string[];
  machine: boolean;
  purpose: string;
  /** The department of the events: records, patients, billing … */
  area: string;
  opened: number;
  changed: number;
}

const areas: Record<string, string> = {
  patients: 'your name and contact details', records: 'your medical record', visits: 'your visits', scheduling: 'your appointments', billing: 'your bills',
  messages: 'messages to you', exchange: 'your medical record', ledger: 'your bills', compliance: 'your requests and the list of who looked at your record',
};
const purposes: Record<string, string> = {
  TREAT: 'to treat you', ETREAT: 'because it was an emergency', HPAYMT: 'for the bill', HOPERAT: 'to run the hospital', PATRQT: 'because you asked for it',
  PUBHLTH: 'to protect public health', HRESCH: 'for research', SYSADMIN: 'to look after the computer system',
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** Where an act that says nothing else is not treatment. */
const offices = new Set(['compliance', 'billing', 'ledger', 'messages']);

/** The audit log as a patient reads it: who, when, what and why, without codes. */
export const tellStory = (acts: readonly Acts[]): AccessLine[] =>
  acts.map(({ on, name, roles, machine, purpose, area, opened, changed }) => {
    const what = areas[area] ?? 'data about you';
    const done = [...(opened > 0 ? [`looked at ${what} ${times(opened)}`] : []), ...(changed > 0 ? [`${opened > 0 ? 'changed it' : `changed ${what}`} ${times(changed)}`] : [])];
    const is = machine ? 'a computer program' : roles.join(', ').toLowerCase();
    return {
      on, who: name === null ? 'The hospital’s own computer' : is === '' ? name : `${name} (${is})`,
      said: `${done.join(' and ')}${purposes[purpose] === undefined || (purpose === 'TREAT' && offices.has(area)) ? '' : `, ${purposes[purpose]}`}.`.replace(/^./, (first) => first.toUpperCase()),
    };
  });
