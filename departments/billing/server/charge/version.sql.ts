import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

export interface VersionRow {
  version: number;
  at: Date;
  by_name: string;
  change: string;
  reason: string | null;
  state: string;
  net_minor: bigint;
  tax_minor: bigint;
  currency: string;
  entry_id: string | null;
}

/** All that became of a charge, oldest first. */
export async function versionsOf(tx: Tx, charge_id: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select version, at, by_name, change, reason, state, net_minor, tax_minor, currency, entry_id
    from billing.charge_version where charge_id = ${charge_id}::uuid order by version`.execute(tx);
  return rows;
}

/** The code of a service that is done. */
export async function serviceCode(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`select code from billing.service where id = ${id}::uuid and active`.execute(tx);
  return rows[0]?.code;
}
