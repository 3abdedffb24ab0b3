import { isResourceType } from '@openward/records/api';

/** What the text of a reference says of its target. */
export type Target =
  | { kind: 'resource'; type: string }
  | { kind: 'contained'; id: string }
  /** An address that does not tell the type: `urn:uuid:…`, a page elsewhere. */
  | { kind: 'other' }
  | { kind: 'wrong'; why: string };

const id = /^[A-Za-z0-9\-.]{1,64}$/;

/** Reads the text of a reference: relative, absolute, conditional, `urn:` or to a contained resource. */
export function readReference(text: string): Target {
  if (text.startsWith('#')) return { kind: 'contained', id: text.slice(1) };
  if (text.startsWith('urn:')) return readUrn(text);
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(text);
  const query = text.indexOf('?');
  if (query > 0 && !absolute) {
    const type = text.slice(0, query);
    return isResourceType(type) ? { kind: 'resource', type } : { kind: 'wrong', why: `${type} is not a resource type of FHIR R4` };
  }
  const parts = text.split('/');
  if (parts.at(-2) === '_history') parts.splice(-2);
  const type = parts.at(-2);
  if (absolute) return type !== undefined && isResourceType(type) && id.test(parts.at(-1)!) ? { kind: 'resource', type } : { kind: 'other' };
  if (parts.length !== 2 || type === undefined || type === '') return { kind: 'wrong', why: 'must be Type/id, an address, urn:uuid:… or #id of a contained resource' };
  if (!isResourceType(type)) return { kind: 'wrong', why: `${type} is not a resource type of FHIR R4` };
  return id.test(parts[1]!) ? { kind: 'resource', type } : { kind: 'wrong', why: 'the id after the type must be letters, digits, - and ., at most 64' };
}

const uuid = /^urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const oid = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;

function readUrn(text: string): Target {
  if (text.startsWith('urn:uuid:') && !uuid.test(text)) return { kind: 'wrong', why: 'is not a UUID after urn:uuid:' };
  if (text.startsWith('urn:oid:') && !oid.test(text)) return { kind: 'wrong', why: 'is not an OID after urn:oid:' };
  return { kind: 'other' };
}
