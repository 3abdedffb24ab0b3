import { writeEvent } from '@openward/platform/audit';
import { Problem, problemOf } from '@openward/platform/http';
import type { Links } from './links.ts';
import { addRefusals, refuseWhole } from '../rules/report.ts';
import type { FileReport } from '../rules/report.ts';
import type { Work } from './work.ts';
import type { Writing } from './write.ts';

/** Ends a transaction that is not to be kept. */
class NotKept extends Error {}

/**
 * Runs one transaction of an import: what it writes is kept with its audit events, one for each patient whose record was
 * written in, or not at all.
 */
export async function inTransaction(
  work: Work, report: FileReport, { atomic, links, size }: { atomic: boolean; links: Links; size: number }, write: (writing: Writing) => Promise<void>,
): Promise<void> {
  const before = { added: report.added, updated: report.updated, unchanged: report.unchanged, kept: report.kept };
  try {
    await work.database.transaction({ scope: 'system' }, async (tx) => {
      const writing: Writing = { tx, source: work.source, links, report, patients: new Set(), doomed: false, atomic };
      await write(writing);
      if (writing.doomed) throw new NotKept();
      const written = { added: report.added - before.added, updated: report.updated - before.updated };
      if (written.added + written.updated === 0) return;
      await writeEvent(tx, {
        name: 'exchange.fhir.import', outcome: 'success', actor_name: 'openward import', purpose: 'SYSADMIN', patient_ids: [...writing.patients],
        detail: { source: work.source, ...written, refused: report.refused },
      });
    });
  } catch (error) {
    Object.assign(report, before);
    links.forgetPatients();
    if (!(error instanceof NotKept)) {
      const problem = problemOf(error);
      if (!(problem instanceof Problem)) throw error;
      addRefusals(report, [{ line: 0, path: '', code: problem.code, message: problem.message }], size);
    }
    if (atomic) refuseWhole(report);
  }
}
