import { Problem } from '@openward/platform/http';
import type { Errand, Reply } from '@openward/platform/http';
import { putRows, waitsForReview, withMeta } from '@openward/records/api';
import type { Put, Row } from '@openward/records/api';
import { answerWritten } from './answer.ts';
import { refuseUnwritten, rowFor } from './keep.ts';
import type { Keeping } from './keeping.ts';
import type { FhirRequest } from './request.ts';
import { mustBeScanned } from '../scan.ts';

/** A resource that is ready to be written. */
interface Ready extends Errand<FhirRequest> {
  row: Row;
  if_version: number | undefined;
}

/** Left to the handler: it does what is not plain, and says what is wrong. */
const notPlain = new Problem(409, 'fhir.not_plain', 'This is to be done by itself');

/**
 * Writes together what several ask in the same moment, where it is plain: resources of records that are open to all who may
 * write. `read` makes what is to be kept of a request. Patients, whom their department keeps, what is labelled, results that
 * wait for a clinician, files that a scanner looks at, and what a rule refuses are left to the handler.
 */
export function keepTogether(read: (request: FhirRequest) => Keeping | undefined): (all: readonly Errand<FhirRequest>[]) => Promise<(Reply | Problem)[]> {
  return async (all) => {
    const prepared = all.map((errand) => readyOf(errand, read));
    const ready = prepared.filter((one): one is Ready => !(one instanceof Problem));
    if (ready.length === 0) return prepared.map(() => notPlain);
    const outcomes = await putRows(all[0]!.act.tx, ready.map(({ row }) => row), { only_open: true });
    return prepared.map((one) => {
      if (one instanceof Problem) return one;
      const outcome = outcomes.shift()!;
      const stale = 'refused' in outcome || (!outcome.changed && one.if_version !== undefined && outcome.version !== one.if_version);
      return stale ? notPlain : answerOf(one, outcome);
    });
  };
}

function readyOf({ input, act }: Errand<FhirRequest>, read: (request: FhirRequest) => Keeping | undefined): Ready | Problem {
  try {
    refuseUnwritten(input.type);
    const keeping = read(input);
    if (keeping === undefined || keeping.type === 'Patient' || keeping.type === 'Provenance' || mustBeScanned(keeping.resource.value)) return notPlain;
    const row = rowFor(act.actor, keeping);
    if (row.columns.sensitivity !== undefined || waitsForReview(row)) return notPlain;
    act.authorise(row.patient_id === null ? {} : { patient_id: row.patient_id, restricted: false });
    return { input, act, row, if_version: keeping.if_version };
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function answerOf({ input, act, row }: Ready, { type, id, version, last_updated, changed }: Put): Reply {
  if (row.patient_id !== null) act.audit.patient(row.patient_id);
  act.audit.detail({ type, id, version });
  const json = withMeta(row.body, row.meta_at, version, last_updated.toISOString());
  return answerWritten(input, { type, id, version, last_updated, json, created: changed && version === 1, changed });
}
