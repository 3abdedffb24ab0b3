import type { AuditColumn, AuditEvent } from '../../contract/index.ts';
import { endOfDay, startOfDay } from './instants.ts';

/** Somebody or something that the search keeps to; the name is null where only the key is known. */
export interface Named {
  id: string;
  name: string | null;
}

/** What the audit log is searched by. Days are as they are typed; blank filters nothing. */
export interface AuditSearch {
  patient: Named | null;
  /** Who opened or changed the record, or in which lists the patient was shown. */
  kind: 'opened' | 'shown';
  account: Named | null;
  /** The account that was acted upon. */
  subject: Named | null;
  from: string;
  to: string;
  name: string;
  outcome: '' | AuditEvent['outcome'];
  sort: AuditColumn;
  order: 'ascending' | 'descending';
}

export const firstSearch: AuditSearch = { patient: null, kind: 'opened', account: null, subject: null, from: '', to: '', name: '', outcome: '', sort: 'at', order: 'descending' };

/** What is asked of the server. A day that cannot be read is left out, and its field says so. */
export function inputOf(search: AuditSearch) {
  const from = startOfDay(search.from);
  const until = endOfDay(search.to);
  return {
    ...(search.account === null ? {} : { account_id: search.account.id }),
    ...(from === null ? {} : { from: from.toISOString() }),
    ...(until === null ? {} : { until: until.toISOString() }),
    ...(search.name === '' ? {} : { name: search.name }),
    ...(search.outcome === '' ? {} : { outcome: search.outcome }),
    sort: search.sort,
    order: search.order,
  };
}

/** The address of the same search as a table for a spreadsheet. */
export function reportAddress(search: AuditSearch): string {
  const asked = { ...inputOf(search), ...(search.patient === null ? {} : { patient_id: search.patient.id, kind: search.kind }), ...(search.subject === null ? {} : { subject_account_id: search.subject.id }) };
  return `/api/audit/report?${new URLSearchParams(asked).toString()}`;
}
