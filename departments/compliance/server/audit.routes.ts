import { z } from 'zod';
import { badInput, Document, Problem, secured, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import { type AuditEvent, auditReport, complianceContract as contract } from '../contract/index.ts';
import { reportCsv } from '../rules/report-csv.ts';
import { type AuditCursor, type AuditFilter, type AuditOrder, type AuditRow, searchEvents } from './audit.sql.ts';

interface Paging extends AuditOrder {
  limit: number;
  after?: string | undefined;
}

const defaultDays = 31;
const report_rows_max = 50_000;

export const auditRoutes = {
  searchAudit: serve(contract.searchAudit, async ({ limit, after, sort, order, ...filter }, { tx, audit }) => {
    const found = await search(tx, filter, { limit, after, sort, order });
    audit.shown(found.events.flatMap((event) => event.patient_id ?? []));
    return found;
  }),

  searchPatientAccess: serve(contract.searchPatientAccess, async (input, { tx, audit }) => {
    const { patient_id, kind, limit, after, sort, order, ...filter } = input;
    audit.detail({ kind });
    // Who opened a record that was merged into this one has opened this patient.
    return search(tx, { ...filter, [kind]: await records.aliasSet(tx, patient_id) }, { limit, after, sort, order });
  }),

  auditReport: secured(
    { method: 'GET', path: '/audit/report', summary: 'What a search of the audit log finds, as a table for a spreadsheet', permission: 'audit.read', patient: 'query', event: 'compliance.audit.export' },
    z.strictObject(auditReport),
    async ({ patient_id, kind, sort, order, ...asked }, { tx, audit }) => {
      const filter = { ...asked, ...(patient_id !== undefined && { [kind]: await records.aliasSet(tx, patient_id) }) };
      const rows = await searchEvents(tx, { ...filter, from: filter.from ?? beginning(filter) }, { sort, order }, null, report_rows_max + 1);
      if (rows.length > report_rows_max) throw new Problem(422, 'compliance.report_too_long', `More than ${report_rows_max.toLocaleString('en')} events: name a shorter period`, { field: 'from' });
      audit.shown([...(patient_id === undefined ? [] : [patient_id]), ...rows.flatMap((row) => row.patient_id ?? [])]);
      audit.detail({ rows: rows.length });
      return new Document('text/csv; charset=utf-8', reportCsv(rows.map(eventOf)), 'audit.csv');
    },
  ),
};

async function search(tx: Tx, filter: AuditFilter, { limit, after, sort, order }: Paging) {
  const from = filter.from ?? beginning(filter);
  const rows = await searchEvents(tx, { ...filter, from }, { sort, order }, readCursor(after), limit + 1);
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

function eventOf({ at, at_exactly: _exactly, sorted_by: _sorted, ...row }: AuditRow): AuditEvent {
  return { ...row, at: at.toISOString() };
}

const cursorText = /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)\/([0-9a-f-]{36})\/(.{0,1000})$/s;

const writeCursor = ({ at_exactly, id, sorted_by }: AuditRow): string => Buffer.from(`${at_exactly}/${id}/${sorted_by}`).toString('base64url');

function readCursor(after: string | undefined): AuditCursor | null {
  if (after === undefined) return null;
  const [, at = '', id = '', value = ''] = cursorText.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (!z.uuid().safeParse(id).success || Number.isNaN(Date.parse(at))) {
    throw badInput('after', 'input.cursor', 'Is not where a page ended');
  }
  return { at, id, value };
}
