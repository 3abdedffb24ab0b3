import type { Served } from '@openward/platform/http';
import { bundleText } from '../../../rules/fhir/bundle.ts';
import { answerText } from '../answer.ts';
import { refuseNonJson } from '../body.ts';
import { fhirEndpoint } from '../endpoint.ts';
import { refuseParameters } from '../request.ts';
import { runBatch } from './batch.ts';
import { Dispatch } from './dispatch.ts';
import { openBundle } from './open.ts';
import { runTransaction } from './transaction.ts';

/** Batches and transactions over the interactions that are mounted. Reading is the least that is needed: each entry is decided on. */
export function bundleEndpoint(interactions: readonly Served[]): Served {
  const dispatch = new Dispatch(interactions);
  return fhirEndpoint(
    {
      method: 'POST', path: '/', summary: 'Carries out a batch or a transaction', permission: 'fhir.read', event: 'exchange.fhir.bundle',
      body_bytes_max: 67_108_864,
    },
    async (request, act) => {
      refuseParameters(request);
      refuseNonJson(request);
      const { type, parts } = openBundle(request.body);
      const entries = await (type === 'batch' ? runBatch : runTransaction)(parts, request, act, dispatch);
      act.audit.detail({ bundle: type, entries: parts.length });
      return answerText(request, 200, bundleText({ type: `${type}-response`, entries }));
    },
  );
}
