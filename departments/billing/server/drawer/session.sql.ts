import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

export interface HeldSession {
  id: string; drawer_id: string; location_id: string; holder_id: string; holder_name: string; business_date: string; state: 'open' | 'counted' | 'closed'; version: number;
}

const columns = sql.raw('id, drawer_id, location_id, holder_id, holder_name, business_date::text as business_date, state, version');

/** The drawer that somebody holds, kept from changes until the transaction ends; null where there is none that is open. */
export async function holdOwnSession(tx: Tx, account_id: string): Promise<HeldSession | null> {
  const { rows } = await sql<HeldSession>`select ${columns} from billing.drawer_session where holder_id = ${account_id}::uuid and state = 'open' for no key update`.execute(tx);
  return rows[0] ?? null;
}

/** The same of one session, whatever its state. */
export async function holdSession(tx: Tx, id: string): Promise<HeldSession | undefined> {
  const { rows } = await sql<HeldSession>`select ${columns} from billing.drawer_session where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0];
}

export interface NewMovement {
  session_id: string;
  kind: 'float' | 'payment' | 'change' | 'refund' | 'cancellation' | 'pay-in' | 'pay-out' | 'safe-drop' | 'bank-deposit' | 'difference' | 'handed-over' | 'taken-over' | 'emptied';
  amount_minor: bigint; currency: string; by_name: string; entry_id: string | null; source_id?: string; reason_id?: string | null; note?: string | null;
}

/** Notes what goes into a drawer (above zero) or out of it. Its place and day are those of the session; there must be so much in it. */
export async function moveInDrawer(tx: Tx, it: NewMovement): Promise<void> {
  await sql`insert into billing.drawer_movement (session_id, kind, amount_minor, currency, location_id, business_date, source_id, reason_id, note, entry_id, by_name)
    select id, ${it.kind}, ${it.amount_minor}::bigint, ${it.currency}, location_id, business_date, ${it.source_id ?? null}::uuid, ${it.reason_id ?? null}::uuid, ${it.note ?? null}, ${it.entry_id}::uuid, ${it.by_name}
    from billing.drawer_session where id = ${it.session_id}::uuid`.execute(tx);
}

/** What should be in a drawer, by currency. */
export async function expectedIn(tx: Tx, session_id: string): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ currency: string; sum: bigint }>`
    select currency, sum(amount_minor)::bigint as sum from billing.drawer_movement where session_id = ${session_id}::uuid group by currency order by currency`.execute(tx);
  return new Map(rows.map(({ currency, sum }) => [currency, sum]));
}

/** Opens a drawer for somebody; broken constraints tell that another holds it, or that they hold another. */
export async function insertSession(tx: Tx, it: { drawer_id: string; holder_id: string; holder_name: string; business_date: string; handed_from?: string }): Promise<HeldSession> {
  const { rows } = await sql<HeldSession>`
    insert into billing.drawer_session (drawer_id, location_id, holder_id, holder_name, business_date, handed_from)
    select id, location_id, ${it.holder_id}::uuid, ${it.holder_name}, greatest(${it.business_date}::date, (select max(business_date) + 1 from billing.day_close c where c.location_id = d.location_id)), ${it.handed_from ?? null}::uuid
    from billing.drawer d where id = ${it.drawer_id}::uuid and active returning ${columns}`.execute(tx);
  return rows[0]!;
}

export async function setSessionState(tx: Tx, id: string, state: 'open' | 'counted'): Promise<void> {
  await sql`update billing.drawer_session set state = ${state}, version = version + 1 where id = ${id}::uuid`.execute(tx);
}

export async function endSession(tx: Tx, id: string, by: { account_id: string; name: string }): Promise<void> {
  await sql`update billing.drawer_session set state = 'closed', closed_at = clock_timestamp(), closed_by = ${by.account_id}::uuid, closed_by_name = ${by.name}, version = version + 1 where id = ${id}::uuid`.execute(tx);
}

export interface NewCount { session_id: string; purpose: 'close' | 'hand-over' | 'take-over'; currency: string; pieces: object; counted_minor: bigint; expected_minor: bigint; by_name: string }

export async function insertCount(tx: Tx, it: NewCount): Promise<void> {
  await sql`insert into billing.drawer_count (session_id, purpose, currency, pieces, counted_minor, expected_minor, by_name)
    values (${it.session_id}::uuid, ${it.purpose}, ${it.currency}, ${JSON.stringify(it.pieces)}::jsonb, ${it.counted_minor}::bigint, ${it.expected_minor}::bigint, ${it.by_name})`.execute(tx);
}

/** The session in which somebody holds a drawer, open or counted. */
export async function sessionOf(tx: Tx, account_id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from billing.drawer_session where holder_id = ${account_id}::uuid and state <> 'closed'`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Keeps the day of a place from being closed until the transaction ends. */
export async function holdDayOf(tx: Tx, drawer_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(7236011, hashtext(location_id::text)) from billing.drawer where id = ${drawer_id}::uuid`.execute(tx);
}
