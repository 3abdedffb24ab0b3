import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { Drawer, DrawerSession } from '../../contract/index.ts';
import type { z } from 'zod';
import type { DrawerReason, HandOver, Movement } from '../../contract/drawer.ts';

type Reason = z.output<typeof DrawerReason>;
export type Offer = z.output<typeof HandOver>;

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Drawers by code, and who holds them: all, or the one. */
export async function listDrawers(tx: Tx, id: string | null = null): Promise<Drawer[]> {
  const { rows } = await sql<Drawer>`
    select d.id, d.code, d.name, d.location_id, l.name as location, d.active, d.version, s.id as session_id, s.holder_id, s.holder_name
    from billing.drawer d join staff.location l on l.id = d.location_id left join billing.drawer_session s on s.drawer_id = d.id and s.state <> 'closed'
    where ${id}::uuid is null or d.id = ${id}::uuid order by d.code collate "C"`.execute(tx);
  return rows;
}

export async function insertDrawer(tx: Tx, it: Pick<Drawer, 'code' | 'name' | 'location_id'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into billing.drawer (code, name, location_id) values (${it.code}, ${it.name}, ${it.location_id}::uuid) returning id`.execute(tx);
  return rows[0]!.id;
}

/** False where there is none, or a newer version. */
export async function saveDrawer(tx: Tx, it: Pick<Drawer, 'id' | 'code' | 'name' | 'location_id' | 'active' | 'version'>): Promise<boolean> {
  const { numAffectedRows } = await sql`update billing.drawer set code = ${it.code}, name = ${it.name}, location_id = ${it.location_id}::uuid, active = ${it.active}, version = version + 1
    where id = ${it.id}::uuid and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function listReasons(tx: Tx): Promise<Reason[]> {
  const { rows } = await sql<Reason>`select id, name, direction, account_id, active from billing.drawer_reason order by direction, name`.execute(tx);
  return rows;
}

export async function insertReason(tx: Tx, it: Pick<Reason, 'name' | 'direction' | 'account_id'>): Promise<Reason> {
  const { rows } = await sql<Reason>`insert into billing.drawer_reason (name, direction, account_id) values (${it.name}, ${it.direction}, ${it.account_id}::uuid) returning id, name, direction, account_id, active`.execute(tx);
  return rows[0]!;
}

type Result = { currency: string; expected_minor: string; counted_minor: string };

/** A session as it is told: what was counted once it is closed. */
export async function readSession(tx: Tx, id: string): Promise<DrawerSession | undefined> {
  const { rows } = await sql<Omit<DrawerSession, 'results'> & { results: Result[] }>`
    select s.id, s.drawer_id, d.name as drawer_name, l.name as location, s.holder_id, s.holder_name, s.business_date::text as business_date, s.state, ${iso('s.opened_at')} as opened_at, ${iso('s.closed_at')} as closed_at, s.version,
      case when s.state = 'closed' then (select coalesce(jsonb_agg(jsonb_build_object('currency', c.currency, 'expected_minor', c.expected_minor::text, 'counted_minor', c.counted_minor::text) order by c.currency), '[]')
        from (select distinct on (currency) * from billing.drawer_count where session_id = s.id and purpose <> 'take-over' order by currency, at desc) c) else '[]' end as results
    from billing.drawer_session s join billing.drawer d on d.id = s.drawer_id join staff.location l on l.id = s.location_id where s.id = ${id}::uuid`.execute(tx);
  return rows.map(({ results, ...session }) => ({
    ...session,
    results: results.map(({ currency, expected_minor, counted_minor }) => ({
      currency, expected: printAmount(BigInt(expected_minor), currency), counted: printAmount(BigInt(counted_minor), currency), difference: printAmount(BigInt(counted_minor) - BigInt(expected_minor), currency),
    })),
  }))[0];
}

/** What moved in a drawer, newest first. */
export async function listMovements(tx: Tx, session_id: string): Promise<z.output<typeof Movement>[]> {
  const { rows } = await sql<Omit<z.output<typeof Movement>, 'amount'> & { minor: bigint }>`
    select m.id, m.kind, m.amount_minor as minor, m.currency, m.note, r.name as reason, ${iso('m.at')} as at, m.by_name
    from billing.drawer_movement m left join billing.drawer_reason r on r.id = m.reason_id where m.session_id = ${session_id}::uuid order by m.at desc, m.id desc limit 200`.execute(tx);
  return rows.map(({ minor, ...each }) => ({ ...each, amount: printAmount(minor, each.currency) }));
}

/** Offers of drawers that wait: to somebody, of a session, or the one. */
export async function listOffers(tx: Tx, by: 'to_id' | 'session_id' | 'id', id: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select h.id, h.session_id, d.name as drawer_name, s.holder_name as from_name, h.to_id, h.to_name, ${iso('h.offered_at')} as offered_at
    from billing.drawer_hand_over h join billing.drawer_session s on s.id = h.session_id join billing.drawer d on d.id = s.drawer_id where h.${sql.raw(by)} = ${id}::uuid and h.state = 'offered'`.execute(tx);
  return rows;
}

/** Others who keep a till, by name. */
export async function listColleagues(tx: Tx, not: string): Promise<{ account_id: string; name: string }[]> {
  const { rows } = await sql<{ account_id: string; name: string }>`
    select account_id, name from billing.cashiers() where account_id <> ${not}::uuid order by name limit 200`.execute(tx);
  return rows;
}
