import { sql } from 'kysely';
import { badInput, serve } from '@openward/platform/http';
import { schedulingContract as contract, type OnCall } from '../../contract/index.ts';
import { changed } from '../calendar.ts';
import { tellDuty } from '../news.ts';
import { occurrences } from '../sessions/occurrences.ts';

const week = 7 * 86_400_000;

export const onCall = serve(contract.onCall, async ({ from, until }, { tx }) => {
  const start = from ?? new Date().toISOString();
  const end = until ?? new Date(Date.parse(start) + week).toISOString();
  if (Date.parse(start) >= Date.parse(end)) throw badInput('until', 'scheduling.ends_before', 'Ends before it starts');
  const { rows } = await sql<Omit<OnCall, 'start' | 'end'> & { lower: Date; upper: Date }>`
    select c.id, c.practitioner_id, p.display_name as name, c.specialty, c.level, lower(c.during) as lower, upper(c.during) as upper, coalesce(c.reach, p.phone) as reach, c.during @> now() as now
    from scheduling.on_call c join staff.practitioner p on p.id = c.practitioner_id
    where c.during && tstzrange(${start}::timestamptz, ${end}::timestamptz)
    order by platform.fold(c.specialty), array_position(array['first', 'second', 'consultant'], c.level), c.during limit 1000`.execute(tx);
  return { on_call: rows.map(({ lower, upper, ...row }) => ({ ...row, start: lower.toISOString(), end: upper.toISOString() })) };
});

export const addOnCall = serve(contract.addOnCall, async ({ practitioner_id, specialty, level, reach, ...repeating }, { tx }) => {
  tellDuty(tx);
  if (repeating.ends_on > `${Number(repeating.starts_on.slice(0, 4)) + 2}`) throw badInput('ends_on', 'scheduling.too_far', 'Lies more than a year after the beginning');
  const { rows: [hospital] } = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const spans = occurrences(repeating, hospital?.zone ?? 'UTC', repeating.starts_on, repeating.ends_on);
  await sql`insert into scheduling.on_call (practitioner_id, specialty, level, during, reach)
    select ${practitioner_id}::uuid, ${specialty}, ${level}, tstzrange(start, "end"), ${reach} from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as given(start timestamptz, "end" timestamptz)`.execute(tx);
  return { added: spans.length };
});

export const removeOnCall = serve(contract.removeOnCall, async ({ on_call_id }, { tx }) => {
  tellDuty(tx);
  const { numAffectedRows } = await sql`delete from scheduling.on_call where id = ${on_call_id}::uuid`.execute(tx);
  if (numAffectedRows !== 1n) throw changed(undefined, 'on_call_id', 'There is nobody on call so');
  return { removed: true };
});
