import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { reachOf, standingId } from '@openward/patients/api';
import { seeRecord } from '@openward/records/api';
import { messagesContract as contract, type Preference } from '../contract/index.ts';
import { doubtsOf } from './doubt.ts';

const nothing: Omit<Preference, 'doubts'> = { opted_out: [], channel: null, may_name: false, version: 0 };

async function read(tx: Tx, patient_id: string): Promise<Preference> {
  const { rows } = await sql<Omit<Preference, 'doubts'>>`select opted_out, channel, may_name, version from messages.preference where patient_id = ${patient_id}::uuid`.execute(tx);
  const reached = await reachOf(tx, patient_id);
  return { ...(rows[0] ?? nothing), doubts: reached === null ? [] : await doubtsOf(tx, reached) };
}

export const preference = serve(contract.preference, async ({ patient_id }, act) => {
  await seeRecord(act, patient_id);
  return read(act.tx, (await standingId(act.tx, patient_id)) ?? patient_id);
});

export const changePreference = serve(contract.changePreference, async ({ patient_id: asked, version, opted_out, channel, may_name }, act) => {
  await seeRecord(act, asked);
  const patient_id = (await standingId(act.tx, asked)) ?? asked;
  act.audit.patient(patient_id);
  const { rows } = await sql<{ version: number }>`
    insert into messages.preference as p (patient_id, opted_out, channel, may_name)
      values (${patient_id}::uuid, array(select distinct unnest(${opted_out}::text[]) order by 1), ${channel}, ${may_name})
    on conflict (patient_id) do update set opted_out = excluded.opted_out, channel = excluded.channel, may_name = excluded.may_name, version = p.version + 1,
      updated_at = now(), updated_by = platform.actor_id() where p.version = ${version}
    returning version`.execute(act.tx);
  const [kept] = rows;
  if (kept === undefined || (version === 0 && kept.version !== 1)) throw new Problem(409, 'messages.changed', 'Somebody has changed this meanwhile', { field: 'version', current: await read(act.tx, patient_id) });
  return read(act.tx, patient_id);
});
