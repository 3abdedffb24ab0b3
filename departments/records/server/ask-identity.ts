import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { identityAsked, identityFits } from '../rules/orders/identity.ts';
import { get } from './read.sql.ts';

/** A high-risk order asks again who the patient is: what is typed is compared with the record, and a click does not pass. */
export async function askIdentity(act: Act, patient_id: string, told: string | undefined): Promise<void> {
  const json = (await get(act.tx, 'Patient', patient_id))?.json;
  const asked = json == null ? null : identityAsked(JSON.parse(json) as Record<string, unknown>);
  if (asked === null) {
    throw new Problem(409, 'records.identity_unknown', 'Nobody knows who this patient is: such an order needs a birth date or a name', { field: 'identity' });
  }
  if (told === undefined) {
    throw new Problem(409, 'records.identity_needed', 'Such an order asks again who the patient is', { field: 'identity', ask: asked.what });
  }
  if (!identityFits(asked, told)) {
    throw new Problem(409, 'records.identity_differs', 'This is not the patient whose record is open', { field: 'identity', ask: asked.what });
  }
}
