import type { Tx } from '@openward/platform/db';
import { parseExactly } from '@openward/platform/fhir';
import { records } from '@openward/records/api';
import type { Author } from '../author.ts';

/**
 * A referral that has ended ends the ServiceRequest behind it: completed, or revoked with the reason as a note (FHIR R4, RequestStatus). One that
 * another system wrote stays as it is: its status is that system's to set. One that was ended already is left.
 */
export async function endRequest(tx: Tx, { id, origin }: { id: string; origin: string }, ended: { status: 'completed' } | { status: 'revoked'; reason: string }, author: Author): Promise<void> {
  if (origin === 'fhir') return;
  const request = await records.get(tx, 'ServiceRequest', id);
  if (request === undefined || request.json === null) return;
  const body = parseExactly(request.json) as Record<string, unknown>;
  if (body['status'] !== 'active') return;
  const notes = Array.isArray(body['note']) ? body['note'] : [];
  const resource = {
    ...body, resourceType: 'ServiceRequest', id, status: ended.status,
    ...(ended.status === 'revoked' ? { note: [...notes, { text: `Rejected: ${ended.reason}` }] } : {}),
  };
  await records.put(tx, { resource, patient_id: request.patient_id, author, if_version: request.version });
}
