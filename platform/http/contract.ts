import { oc } from '@orpc/contract';
import type { ActorState } from '../auth/actor.ts';
import type { Permission } from '../auth/permissions.ts';

/** Where the patient whose record is touched comes from. */
export type PatientSource =
  /** Nothing of a patient is touched. */
  | 'none'
  /** `input.patient_id` names the one patient. */
  | 'input'
  /** Known only after the act (a registration): the handler names them by `act.audit.patient`. */
  | 'output'
  /** A list or type-ahead that shows several: the handler names them by `act.audit.shown`. */
  | 'query'
  /**
   * Known once the thing that was asked for is found. The door asks for the permission alone; the handler authorises each
   * record (`act.authorise`) and names those it opened or changed, and those it showed.
   */
  | 'found';

/** What an endpoint says of itself; the pipeline acts on it, and the guards enumerate it. */
export interface Declaration {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path under `base` with `{parameter}` places. */
  path: `/${string}`;
  /**
   * Where the path begins: /api unless told. Under /fhir/R4 bodies are text, and errors are OperationOutcomes. Under /l are pages for whoever
   * holds a link, and under /hooks what other systems call: no session counts there, and bodies are text, which the endpoint reads itself.
   */
  base?: '/fhir/R4' | '/l' | '/hooks';
  summary: string;
  /** The permission that is needed; `signed-in` for one's own session and account; `public` before sign-in. */
  permission: Permission | 'signed-in' | 'public';
  patient: PatientSource;
  /** Audit event, department.thing.verb; `none` only where nothing personal is read or written. */
  event: string;
  /** States of a session, beside `active`, in which this endpoint is open (unlocking, second factor …). */
  during?: readonly ActorState[];
  /** HTTP status of success; 200 unless told. */
  status?: 200 | 201 | 202 | 204;
  /** Largest body in bytes; 256 KiB unless told. */
  body_bytes_max?: number;
}

/**
 * Declares an endpoint once, for the server, the browser and OpenAPI. Input is one flat object of path parameters and
 * query (GET) or body (others): `endpoint({...}).input(z.strictObject({...})).output(z.object({...}))`.
 */
export function endpoint(declaration: Declaration) {
  const { method, path, summary, status = 200 } = declaration;
  return oc
    .$meta<Declaration>(declaration)
    .route({ method, path, summary, successStatus: status, inputStructure: 'compact', outputStructure: 'compact' });
}
