import { resourceTypes } from '@openward/records/api';

/** A version of a resource, as far as its provenance goes. */
export interface Provenanced {
  type: string;
  id: string;
  version: number;
  /** When it was written, as an instant. */
  last_updated: string;
  deleted: boolean;
  source: string;
  author: { account_id: string | null; name: string } | null;
}

const idForm = /^v([1-9a-z][0-9a-z]{0,5})\.([0-9a-z]{2})\.([A-Za-z0-9\-.]{1,57})$/;
const mostId = 64;

/**
 * The id of the Provenance of one version. It names the version, so that no row has to be kept beside it. An id of more
 * than about 57 characters does not fit whole: its Provenance is found by its target, and not by its own id.
 */
export function provenanceId(type: string, id: string, version: number): string {
  const place = resourceTypes.indexOf(type as (typeof resourceTypes)[number]);
  const head = `v${version.toString(36)}.${place.toString(36).padStart(2, '0')}.`;
  return head + id.slice(-(mostId - head.length));
}

/** The version whose Provenance has this id; undefined where the id is not of that form. */
export function readProvenanceId(provenance_id: string): { type: string; id: string; version: number } | undefined {
  const parts = idForm.exec(provenance_id);
  if (parts === null) return undefined;
  const type = resourceTypes[Number.parseInt(parts[2]!, 36)];
  return type === undefined ? undefined : { type, id: parts[3]!, version: Number.parseInt(parts[1]!, 36) };
}

const operation = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';
const agentType = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

/**
 * The Provenance of a version, as JSON text: who wrote what, when, and by which way. It is computed from the version
 * itself, and so cannot be missing or say another thing. A Provenance itself has none.
 */
export function provenanceText(version: Provenanced): string {
  const { type, id, last_updated, deleted, source, author } = version;
  const act = deleted ? 'DELETE' : version.version === 1 ? 'CREATE' : 'UPDATE';
  return JSON.stringify({
    resourceType: 'Provenance',
    id: provenanceId(type, id, version.version),
    meta: { versionId: '1', lastUpdated: last_updated },
    target: [{ reference: `${type}/${id}/_history/${version.version}`, type }],
    recorded: last_updated,
    activity: { coding: [{ system: operation, code: act }] },
    agent: [
      { type: { coding: [{ system: agentType, code: 'author', display: 'Author' }] }, who: whoOf(author) },
      {
        type: { coding: [{ system: agentType, code: 'transmitter', display: 'Transmitter' }] },
        who: { identifier: { system: 'urn:openward:source', value: source }, display: source },
      },
    ],
  });
}

/** An account is no resource: it is named by its id. */
function whoOf(author: Provenanced['author']): object {
  if (author === null || (author.account_id === null && author.name === '')) return { display: 'OpenWard' };
  const identifier = author.account_id === null ? {} : { identifier: { system: 'urn:openward:account', value: author.account_id } };
  return { ...identifier, display: author.name === '' ? 'An account of this hospital' : author.name };
}
