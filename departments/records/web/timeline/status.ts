import { words } from '@openward/platform/ui';

const statusWords: Readonly<Record<string, string>> = {
  preliminary: words('Preliminary'),
  registered: words('Not reported yet'),
  partial: words('Partial'),
  amended: words('Amended'),
  corrected: words('Corrected'),
  appended: words('Added to'),
  cancelled: words('Cancelled'),
  'entered-in-error': words('Entered in error'),
  'not-done': words('Not done'),
  stopped: words('Stopped'),
  'on-hold': words('On hold'),
  draft: words('Draft'),
  planned: words('Planned'),
  'in-progress': words('In progress'),
  suspended: words('Suspended'),
  inactive: words('Inactive'),
  resolved: words('Resolved'),
  refuted: words('Refuted'),
  superseded: words('Superseded'),
  rejected: words('Rejected'),
  proposed: words('Proposed'),
};

/** The word for a status that changes how an entry is read; null for one that is as expected. */
export function statusWord(status: string | null): string | null {
  return status === null ? null : (statusWords[status] ?? null);
}
