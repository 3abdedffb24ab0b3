import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { TimeOffer } from '../../contract/waiting-list.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** An offer with what its answer needs. */
export interface OfferRow extends TimeOffer {
  hold_id: string;
  visit_type_id: string;
  resource_ids: string[];
  standing_id: string;
  gives_up_id: string | null;
}

/** Offers whole, those that run out first before the others; those that may not be seen are left out. */
export async function readOffers(tx: Tx, which: { ids: readonly string[] } | 'open'): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select o.id, o.wanted_id, o.patient_id, p.standing_id, o.state, ${iso('lower(o.during)')} as start, ${iso('upper(o.during)')} as "end", o.wall_clock, o.zone,
      array(select r.name from unnest(o.resource_ids) with ordinality given(id, place) join scheduling.resource r on r.id = given.id order by given.place) as names,
      t.name as visit_type_name, ${iso('o.hold_until')} as hold_until, ${iso('o.made_at')} as made_at, o.made_by_name as made_by, o.appointment_id,
      o.hold_id, o.visit_type_id, o.resource_ids, w.gives_up_id
    from scheduling.offer o join scheduling.wanted w on w.id = o.wanted_id join patients.patient p on p.id = o.patient_id join scheduling.visit_type t on t.id = o.visit_type_id
    where ${which === 'open' ? sql`o.state = 'open' and o.hold_until > clock_timestamp()` : sql`o.id = any (${which.ids}::uuid[])`}
    order by o.hold_until, o.id limit 200`.execute(tx);
  return rows;
}

/** What is told of an offer. */
export const shownOffer = ({ hold_id: _hold, visit_type_id: _type, resource_ids: _ids, standing_id: _standing, gives_up_id: _later, ...shown }: OfferRow): TimeOffer => shown;

/** Locks an offer for its answer: of two who answer, the second comes after the first. */
export async function lockOffer(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select id from scheduling.offer where id = ${id}::uuid for update`.execute(tx);
  return rows.length === 1;
}

/** Ends an offer without an appointment, and gives the place back: the next may be offered it. */
export async function endOffer(tx: Tx, { id, hold_id }: Pick<OfferRow, 'id' | 'hold_id'>, state: 'passed' | 'expired' | 'withdrawn', by: string): Promise<void> {
  await sql`update scheduling.offer set state = ${state}, answered_at = now(), answered_by = platform.actor_id(), answered_by_name = ${by} where id = ${id}::uuid and state = 'open'`.execute(tx);
  await sql`delete from scheduling.reservation where hold_id = ${hold_id}::uuid`.execute(tx);
}
