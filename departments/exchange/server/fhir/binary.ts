import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { binaryOf, get, parseJsonObject } from '@openward/records/api';
import { paperBinaryOf } from '@openward/visits/api';
import { answerContent, answerVersion } from './answer.ts';
import type { Shown } from './answer.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';
import { openRecord, refuseHidden, refuseUnseen } from './see.ts';

/**
 * A Binary: the content of a file of the chart or of an issued paper, verified, or what was sent as a Binary. It is given
 * as itself, and as a resource to who asks for FHIR.
 */
export async function readBinary(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request, ['_summary', '_elements']);
  const { id } = request;
  act.audit.detail({ type: 'Binary', id });
  const reply = (await readContent(request, act)) ?? (await readStored(request, act));
  return reply ?? refuseUnseen(act, 'Binary', id);
}

/** What the DocumentReference of the same id leads to: who may not see that, does not see its content. */
async function readContent(request: FhirRequest, act: Act): Promise<Reply | undefined> {
  const { id } = request;
  const document_id = id.replace(/\.(?:pdf|html)$/, '');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(document_id)) return undefined;
  const face = await get(act.tx, 'DocumentReference', document_id);
  if (face?.patient_id == null) {
    await refuseHidden(act, 'DocumentReference', document_id);
    return undefined;
  }
  await openRecord(act, face.patient_id);
  const found = (await binaryOf(act.tx, id)) ?? (await paperBinaryOf(act.tx, id));
  if (found === undefined) return undefined;
  const { patient_id, content_type, content, kept_at } = found;
  const shown = { type: 'Binary', id, version: 1, last_updated: kept_at };
  if (takesContent(request, content_type)) return answerContent(request, shown, content_type, content);
  const json = JSON.stringify({
    resourceType: 'Binary', id, meta: { versionId: '1', lastUpdated: kept_at.toISOString() }, contentType: content_type.split(';')[0],
    securityContext: { reference: `Patient/${patient_id}` }, data: content.toString('base64'),
  });
  return answerVersion(request, { ...shown, json });
}

/** What was sent as a Binary. */
async function readStored(request: FhirRequest, act: Act): Promise<Reply | undefined> {
  const found = await get(act.tx, 'Binary', request.id);
  if (found === undefined) return undefined;
  await openRecord(act, found.patient_id);
  return answerStored(request, found);
}

function answerStored(request: FhirRequest, found: Shown): Reply {
  if (found.json === null) return answerVersion(request, found);
  const { contentType, data } = parseJsonObject(found.json).value;
  const said = typeof contentType === 'string' && /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+-]+)*$/.test(contentType) ? contentType : 'application/octet-stream';
  if (!takesContent(request, said)) return answerVersion(request, found);
  return answerContent(request, found, said, Buffer.from(typeof data === 'string' ? data : '', 'base64'));
}

const fhir: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'text/json']);

/** Whether the client wants the bytes rather than the resource: what it names first of what there is decides. */
function takesContent({ accept }: FhirRequest, content_type: string): boolean {
  const own = content_type.split(';')[0]!.trim().toLowerCase();
  const wanted = accept.split(',').map((kind) => kind.split(';')[0]!.trim().toLowerCase());
  const first = wanted.find((kind) => fhir.has(kind) || ['', '*/*', own, `${own.split('/')[0]}/*`].includes(kind));
  if (first === undefined) throw new Problem(406, 'fhir.format', `This Binary is ${own}: it is given so, or as application/fhir+json`);
  return !fhir.has(first);
}
