import { writeEvent } from '@openward/platform/audit';
import { Problem, problemOf } from '@openward/platform/http';
import type { Links } from './links.ts';
import { addRefusals, refuseWhole } from '../rules/report.ts';
import type { FileReport } from '../rules/report.ts';
import type { Work } from './work.ts';
import type { Writing } from './write.ts';

/** Ends a transaction that is not to be kept. */
class NotKept extends Error {}

const tries_max = 3;

interface Kind {
  /** One refusal refuses all. */
  atomic: boolean;
  links: Links;
  /** How many resources it is about. */
  size: number;
}

/**
 * Runs one transaction of an import: what it writes is kept with its audit events, one for each patient whose record was
 * written in, or not at all. Where it stood in the way of another transaction, it is tried again.
 */
export async function inTransaction(work: Work, report: FileReport, kind: Kind, write: (writing: Writing) => Promise<void>): Promise<void> {
  const before = structuredClone(report);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(work, report, kind, write);
    } catch (error) {
      kind.links.forgetPatients();
      if (isBusy(error) && attempt < tries_max) {
        Object.assign(report, structuredClone(before));
        continue;
      }
      const { added, updated, unchanged, kept } = before;
      Object.assign(report, { added, updated, unchanged, kept });
      if (!(error instanceof NotKept)) {
        const problem = problemOf(error);
        if (!(problem instanceof Problem)) throw error;
        addRefusals(report, [{ line: 0, path: '', code: problem.code, message: problem.message }], kind.size);
      }
      if (kind.atomic) refuseWhole(report);
      return;
    }
  }
}

async function once(work: Work, report: FileReport, { atomic, links }: Kind, write: (writing: Writing) => Promise<void>): Promise<void> {
  const { added, updated } = report;
  await work.database.transaction({ scope: 'system' }, async (tx) => {
    const writing: Writing = { tx, source: work.source, links, report, patients: new Set(), doomed: false, atomic };
    await write(writing);
    if (writing.doomed) throw new NotKept();
    const written = { added: report.added - added, updated: report.updated - updated };
    if (written.added + written.updated === 0) return;
    await writeEvent(tx, {
      name: 'exchange.fhir.import', outcome: 'success', actor_name: 'openward import', purpose: 'SYSADMIN', patient_ids: [...writing.patients],
      detail: { source: work.source, ...written, refused: report.refused },
    });
  });
}

/** A deadlock, a serialisation failure, or somebody who made the same new thing meanwhile: the next try finds what they made. */
function isBusy(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '40P01' || code === '40001' || code === '23505';
}
