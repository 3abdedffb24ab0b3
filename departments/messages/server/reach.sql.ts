import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { reachOf, type Reached } from '@openward/patients/api';
import type { Channel } from '../contract/text.ts';
import { doubtsOf } from './doubt.ts';

export interface Wishes extends Reached {
  opted_out: Channel[];
  preferred: Channel | null;
  may_name: boolean;
}

/** How the person stands now to whom a message goes: the surviving record, where theirs was merged. Null where there is none. */
export async function wishesOf(tx: Tx, patient_id: string): Promise<Wishes | null> {
  const reached = await reachOf(tx, patient_id);
  if (reached === null) return null;
  // Whatever was said under a record that was merged still holds: a refusal counts wherever it stands, an agreement where it stands everywhere.
  const { rows } = await sql<Pick<Wishes, 'opted_out' | 'preferred' | 'may_name'>>`
    select coalesce((select array_agg(distinct each) from messages.preference p cross join unnest(p.opted_out) each where p.patient_id = any (${reached.ids}::uuid[])), '{}') as opted_out,
      (select p.channel from messages.preference p where p.patient_id = any (${reached.ids}::uuid[]) order by p.patient_id = ${reached.patient_id}::uuid desc, p.updated_at desc limit 1) as preferred,
      coalesce((select bool_and(p.may_name) from messages.preference p where p.patient_id = any (${reached.ids}::uuid[])), false) as may_name`.execute(tx);
  const gone = (await doubtsOf(tx, reached)).filter(({ lasting }) => lasting).map(({ channel }) => channel);
  return { ...reached, ...(gone.includes('email') ? { email: null } : {}), ...(gone.includes('sms') ? { sms: null } : {}), ...rows[0]! };
}
