import { Reply } from '@openward/platform/http';
import type { Act, Declaration, Errand, FastRead, Problem, Served } from '@openward/platform/http';
import type { Permission } from '@openward/platform/auth';
import { readRequest } from './request.ts';
import type { FhirRequest } from './request.ts';

type Place = Pick<Declaration, 'method' | 'path' | 'summary' | 'permission' | 'event' | 'body_bytes_max'>;

interface More {
  /** Rights that are needed beside the declared one, as the address tells. */
  needs?: (request: FhirRequest) => readonly Permission[];
  /** Does what several ask in the same moment (see `serveTogether`); a Problem leaves it to the handler. */
  together?: (all: readonly Errand<FhirRequest>[]) => Promise<(Reply | Problem)[]>;
  fast?: Omit<FastRead, 'values' | 'missing' | 'when' | 'reply'> & {
    missing: (request: FhirRequest) => Error;
    values: (request: FhirRequest) => Record<string, unknown>;
    when: (request: FhirRequest) => boolean;
    reply: (row: never, request: FhirRequest) => Reply;
  };
}

/**
 * Declares and serves one interaction of the FHIR API. Its handler names the patients it opened or changed
 * (`act.audit.patient`) and those it showed (`act.audit.shown`), having authorised each record (`act.authorise`).
 */
export function fhirEndpoint(place: Place, handle: (request: FhirRequest, act: Act) => Promise<Reply>, { needs, together, fast }: More = {}): Served {
  return {
    declaration: { ...place, base: '/fhir/R4', patient: place.event === 'none' ? 'none' : 'found' },
    input: undefined,
    output: undefined,
    input_of: readRequest,
    handle: handle as Served['handle'],
    ...(needs !== undefined && { needs: needs as NonNullable<Served['needs']> }),
    ...(together !== undefined && { together: together as Served['together'] & object }),
    ...(fast !== undefined && { fast: fast as FastRead }),
  };
}
