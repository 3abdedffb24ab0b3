import { get, getVersion, withMeta } from '@openward/records/api';
import type { Act, Reply } from '@openward/platform/http';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { provenanceText, readProvenanceId } from '../provenance.ts';
import { answerVersion } from './answer.ts';
import { readBinary } from './binary.ts';
import { fhirEndpoint } from './endpoint.ts';
import { refuseParameters } from './request.ts';
import { isSlot, readSlot } from './slot/read.ts';
import type { FhirRequest } from './request.ts';
import { openRecord, refuseUnseen, unknownResource } from './see.ts';

const readable = ['_summary', '_elements'];

interface Row {
  answer: string | null;
  version: number;
  last_updated: Date;
  meta_at: number;
}

/** Whether the address is of a Provenance that is computed of the version which it names. */
const isComputed = ({ type, id }: FhirRequest): boolean => type === 'Provenance' && readProvenanceId(id) !== undefined;

/** One resource as it stands. Ordinary resources are read, decided on and audited in one statement. */
export const read = fhirEndpoint(
  {
    method: 'GET', path: '/{type}/{id}', summary: 'Reads a resource as it stands', permission: 'fhir.read', event: 'exchange.fhir.read',
  },
  (request, act) => (isComputed(request) ? readComputed(request, act) : isSlot(request) ? readSlot(request, act) : request.type === 'Binary' ? readBinary(request, act) : readResource(request, act)),
  {
    needs: ({ type }) => [ruleOf(type).read],
    fast: {
      name: 'fhir-read-audited',
      text: 'select n, answer, refusal, version, last_updated, meta_at, deleted from exchange.read_audited($1::jsonb)',
      values: ({ type, id }) => ({ type, id }),
      missing: ({ type, id }) => unknownResource(type, id),
      when: (request) => {
        refuseParameters(request, readable);
        return !isComputed(request) && !isSlot(request) && request.type !== 'Binary';
      },
      reply: ({ answer, version, last_updated, meta_at }: Row, request) => {
        const json = answer === null ? null : withMeta(answer, meta_at, version, last_updated.toISOString());
        return answerVersion(request, { type: request.type, id: request.id, version, last_updated, json });
      },
    },
  },
);

/** As a part of a batch asks for it. */
async function readResource(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request, readable);
  const { type, id } = request;
  const found = await get(act.tx, type, id);
  if (found === undefined) return refuseUnseen(act, type, id);
  await openRecord(act, found.patient_id);
  return answerVersion(request, found);
}

/** The provenance of a version, for somebody who may see that version. */
async function readComputed(request: FhirRequest, act: Act): Promise<Reply> {
  const { type, id, version } = readProvenanceId(request.id)!;
  if (!isKept(type)) throw unknownResource('Provenance', request.id);
  const found = await getVersion(act.tx, type, id, version);
  if (found === undefined) return refuseUnseen(act, type, id, ruleOf(type).read);
  await openRecord(act, found.patient_id, ruleOf(type).read);
  act.audit.detail({ type: 'Provenance', id: request.id });
  const text = provenanceText({ ...found, last_updated: found.last_updated.toISOString() });
  return answerVersion(request, { type: 'Provenance', id: request.id, version: 1, last_updated: found.last_updated, json: text });
}
