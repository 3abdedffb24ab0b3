import { sql } from 'kysely';
import { blindIndex } from '@openward/platform/crypto';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { reachOf, type Reached } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { messagesContract as contract, type Doubt } from '../contract/index.ts';

type Way = 'email' | 'sms';
const indexOf = (channel: Way, address: string): Buffer => blindIndex(`messages.address.${channel}`, address.trim().toLowerCase());

/** Notes that something did not arrive at an address. It is to be checked; where there is no such address, nothing more is sent to it. */
export async function doubtAddress(tx: Tx, { message_id, patient_id, channel, address, lasting }: { message_id: string; patient_id: string; channel: Way; address: string; lasting: boolean }): Promise<void> {
  await sql`insert into messages.doubt as d (patient_id, channel, address_index, message_id, lasting) values (${patient_id}::uuid, ${channel}, ${indexOf(channel, address)}, ${message_id}::uuid, ${lasting})
    on conflict (patient_id, channel, address_index) where checked_at is null do update set lasting = d.lasting or excluded.lasting, message_id = excluded.message_id`.execute(tx);
}

/** The addresses that a patient has now and that are in doubt. One that was changed is no longer asked about. */
export async function doubtsOf(tx: Tx, { ids, email, sms }: Pick<Reached, 'ids' | 'email' | 'sms'>): Promise<Doubt[]> {
  const addresses = [...(email === null ? [] : [{ channel: 'email' as const, address: email }]), ...(sms === null ? [] : [{ channel: 'sms' as const, address: sms }])];
  const found: Doubt[] = [];
  for (const { channel, address } of addresses) {
    const { rows } = await sql<{ id: string; at: Date; lasting: boolean }>`select id, at, lasting from messages.doubt
      where patient_id = any (${ids}::uuid[]) and channel = ${channel} and address_index = ${indexOf(channel, address)} and checked_at is null order by at limit 1`.execute(tx);
    if (rows[0] !== undefined) found.push({ ...rows[0], at: rows[0].at.toISOString(), channel, address });
  }
  return found;
}

export const addressIsRight = serve(contract.addressIsRight, async ({ patient_id, doubt_id }, act) => {
  await seeRecord(act, patient_id);
  const ids = await records.aliasSet(act.tx, patient_id);
  // All of that address: a merged record may have its own.
  const { rows } = await sql`update messages.doubt d set checked_at = now(), checked_by = platform.actor_id(), checked_by_name = ${act.actor.display_name}
    from messages.doubt asked where asked.id = ${doubt_id}::uuid and asked.patient_id = any (${ids}::uuid[]) and asked.checked_at is null
      and d.patient_id = any (${ids}::uuid[]) and d.channel = asked.channel and d.address_index = asked.address_index and d.checked_at is null returning d.id`.execute(act.tx);
  if (rows.length === 0) throw new Problem(404, 'messages.doubt_unknown', 'Nobody doubts this address any more', { field: 'doubt_id' });
  act.audit.detail({ doubt_id });
  const reached = await reachOf(act.tx, patient_id);
  return { doubts: reached === null ? [] : await doubtsOf(act.tx, reached) };
});
