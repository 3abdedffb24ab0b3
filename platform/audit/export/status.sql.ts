import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface ExportStatus {
  name: string;
  /** Events that it has. */
  sent: number;
  /** Sealed events that wait, and since when the oldest of them does. */
  waiting: number;
  waiting_since: Date | null;
  sent_at: Date | null;
  fault: string | null;
}

/** How far each destination is that the settings name. */
export async function readExports(tx: Tx): Promise<ExportStatus[]> {
  const { rows } = await sql<Omit<ExportStatus, 'sent' | 'waiting'> & { sent: string; waiting: string }>`
    select x.name, x.next_index::text as sent, greatest(s.size - x.next_index, 0)::text as waiting, l.event_at as waiting_since, x.sent_at, x.fault
    from platform.audit_export x cross join platform.audit_sealer s left join audit.leaf l on l.index = x.next_index where x.configured order by x.name`.execute(tx);
  return rows.map(({ sent, waiting, ...row }) => ({ ...row, sent: Number(sent), waiting: Number(waiting) }));
}
