import { writeEvent } from '../audit/index.ts';
import type { Actor } from '../auth/actor.ts';
import { decide, type DenialReason, type Resource } from '../auth/decide.ts';
import type { Database, Tx } from '../db/index.ts';
import { originOf, type RequestOrigin } from './actor-context.ts';
import type { Declaration } from './contract.ts';
import { Problem } from './problem.ts';

/** A denial by `decide()`: answered with 401 or 403, and audited in a transaction of its own. */
export class Denial extends Problem {
  readonly reason: DenialReason;
  readonly resource: Resource;
  constructor(reason: DenialReason, resource: Resource, state?: string) {
    const { status, code, message } = refused(reason);
    super(status, code, message, state === undefined ? {} : { state });
    this.reason = reason;
    this.resource = resource;
  }
}

/** The answer to a denial that has been audited. */
export function refused(reason: DenialReason): Problem {
  return new Problem(reason === 'not-signed-in' ? 401 : 403, `access.${reason.replaceAll('-', '_')}`, denialText[reason]);
}

const denialText: Record<DenialReason, string> = {
  'not-signed-in': 'Sign in first',
  state: 'Finish signing in first',
  permission: 'Your role does not allow this',
  'own-record-only': 'You may see your own record only',
  consent: 'The patient withholds this record from you',
  restricted: 'This record is restricted',
  'other-place': 'This patient is treated where you do not work',
  'no-relation': 'You do not treat this patient',
};

/** No department is called so. */
const anywhere = ['*'];

/** Throws a denial unless the declaration opens the endpoint to this actor. */
export function authorise(actor: Actor | null, declaration: Declaration, resource: Resource): void {
  const { permission, during = [] } = declaration;
  if (permission === 'public') return;
  if (actor === null) throw new Denial('not-signed-in', resource);
  if (actor.state !== 'active') {
    if (!during.includes(actor.state)) throw new Denial('state', resource, actor.state);
    return;
  }
  if (permission === 'signed-in') return;
  // The FHIR API ranges over records: where a relation is required, or people are bound to departments, it is for machines and for who keeps records.
  const decision = decide(actor, permission, declaration.base === '/fhir/R4' ? { treats: false, places: anywhere, ...resource } : resource);
  if (!decision.allow) throw new Denial(decision.reason, resource);
}

/** Writes the event of a denial in a transaction of its own. */
export async function auditDenial(
  database: Database, declaration: Declaration, actor: Actor | null, origin: RequestOrigin, denial: Denial,
): Promise<void> {
  await database.transaction({ scope: 'system' }, (tx) => writeDenial(tx, declaration, actor, origin, denial));
}

/** Writes the event of a denial. */
export async function writeDenial(tx: Tx, declaration: Declaration, actor: Actor | null, origin: RequestOrigin, denial: Denial): Promise<void> {
  const { patient_id } = denial.resource;
  await writeEvent(tx, {
    ...originOf(actor, origin),
    name: declaration.event === 'none' ? 'platform.endpoint.denied' : declaration.event,
    outcome: 'denied',
    patient_ids: patient_id == null ? [] : [patient_id],
    detail: { reason: denial.reason, endpoint: `${declaration.method} ${declaration.base ?? ''}${declaration.path}` },
  });
}
