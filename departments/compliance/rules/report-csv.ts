import { csvRow } from '@openward/platform/csv';
import type { AuditEvent } from '../contract/index.ts';

/** The events of a report for a spreadsheet: times in UTC, people by the username of that time. */
export const reportCsv = (events: readonly AuditEvent[]): string => [
  ['at', 'event', 'outcome', 'username', 'roles', 'account', 'subject account', 'patient', 'shown', 'purpose', 'address', 'device', 'request', 'detail'],
  ...events.map(({ at, name, outcome, actor, subject_account_id, patient_id, shown_count, purpose, address, device, request_id, detail }) => [
    at, name, outcome, actor?.username ?? '', actor?.roles.join(' ') ?? '', actor?.account_id ?? '', subject_account_id ?? '', patient_id ?? '', shown_count === null ? '' : String(shown_count),
    purpose, address ?? '', device ?? '', request_id ?? '', Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
  ]),
].map(csvRow).join('');
