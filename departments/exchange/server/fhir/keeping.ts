import { Problem } from '@openward/platform/http';
import type { ParsedResource } from '@openward/records/api';

/** A resource to be kept over the FHIR API. */
export interface Keeping {
  type: string;
  id: string;
  resource: ParsedResource;
  /** The version that the client has seen; 0: it must not exist yet. */
  if_version?: number | undefined;
}

/** What the versions written over the FHIR API say of where they come from. */
export const source = 'fhir';

/** 412: the resource is not at the version that the client named. */
export const staleVersion = (type: string, id: string, version: number): Problem =>
  new Problem(412, 'fhir.version', version === 0 ? `There is no ${type}/${id}` : `${type}/${id} stands at version ${version}`, { field: 'If-Match' });
