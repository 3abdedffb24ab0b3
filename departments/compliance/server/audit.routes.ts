import { z } from 'zod';
import { badInput, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import { type AuditEvent, complianceContract as contract } from '../contract/index.ts';
import { type AuditCursor, type AuditFilter, type AuditRow, searchEvents } from './audit.sql.ts';

interface Paging {
  limit: number;
  after?: string | undefined;
}

const defaultDays = 31;

export const auditRoutes = {
  searchAudit: serve(contract.searchAudit, async ({ limit, after, ...filter }, { tx, audit }) => {
    const found = await search(tx, filter, { limit, after });
    audit.shown(found.events.flatMap((event) => event.patient_id ?? []));
    return found;
  }),

  searchPatientAccess: serve(contract.searchPatientAccess, async (input, { tx, audit }) => {
    const { patient_id, kind, limit, after, ...filter } = input;
    audit.detail({ kind });
    // Who opened a record that was merged into this one has opened this patient.
    return search(tx, { ...filter, [kind]: await records.aliasSet(tx, patient_id) }, { limit, after });
  }),
};

async function search(tx: Tx, filter: AuditFilter, { limit, after }: Paging) {
  const from = filter.from ?? beginning(filter);
  const rows = await searchEvents(tx, { ...filter, from }, readCursor(after), limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { events: page.map(eventOf), searched_from: from ?? null, next: last === undefined ? null : writeCursor(last) };
}

/** The log grows without bound: where no index of a person leads into it, the search keeps to the last month. */
function beginning({ account_id, subject_account_id, opened, shown, until }: AuditFilter): string | undefined {
  if ([account_id, subject_account_id, opened, shown].some((filter) => filter !== undefined)) return undefined;
  const end = until === undefined ? Date.now() : Date.parse(until);
  return new Date(end - defaultDays * 86_400_000).toISOString();
}

function eventOf({ at, at_exactly: _exactly, ...row }: AuditRow): AuditEvent {
  return { ...row, at: at.toISOString() };
}

const cursorText = /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)\/([0-9a-f-]{36})$/;

const writeCursor = ({ at_exactly, id }: AuditRow): string => Buffer.from(`${at_exactly}/${id}`).toString('base64url');

function readCursor(after: string | undefined): AuditCursor | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = cursorText.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (!z.uuid().safeParse(id).success || Number.isNaN(Date.parse(at))) {
    throw badInput('after', 'input.cursor', 'Is not where a page ended');
  }
  return { at, id };
}
