import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import { occurrences } from '../server/sessions/occurrences.ts';

/** A fortnight of people on call: the first of each specialty by turns with the second, around the clock. */
export async function seedOnCall(tx: Tx, today: string, zone: string): Promise<void> {
  const days = occurrences({ rule: 'FREQ=DAILY', starts_on: addDays(today, -1), ends_on: null, from_clock: '08:00', to_clock: '08:00' }, zone, addDays(today, -1), addDays(today, 13));
  await sql`with people as (
      select s.display, s.practitioner_id, row_number() over (partition by s.display order by s.practitioner_id) as place, count(*) over (partition by s.display) as of_them
      from staff.specialty s join scheduling.resource r on r.practitioner_id = s.practitioner_id where s.place = (select min(place) from staff.specialty f where f.practitioner_id = s.practitioner_id)
    )
    insert into scheduling.on_call (practitioner_id, specialty, level, during)
    select p.practitioner_id, p.display, 'first', tstzrange(given.start, given."end")
    from jsonb_to_recordset(${JSON.stringify(days.map((span, at) => ({ ...span, at })))}::jsonb) as given(at int, start timestamptz, "end" timestamptz)
      join people p on p.place = 1 + given.at % least(p.of_them, 2)`.execute(tx);
}
