import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** Whether what a visit costs so far is paid: something was invoiced for it, nothing of that is owed, and nothing waits to be invoiced. */
export async function isVisitPaid(tx: Tx, visit_id: string): Promise<boolean> {
  const { rows } = await sql<{ paid: boolean }>`
    with invoice as (
      select o.open_minor from billing.invoice_open o where o.visit_id = ${visit_id}::uuid
        or o.invoice_id in (select l.invoice_id from billing.invoice_line l join billing.charge c on c.id = l.charge_id where c.visit_id = ${visit_id}::uuid)
    )
    select exists (select from invoice) and not exists (select from invoice where open_minor > 0)
      and not exists (select from billing.charge c where c.visit_id = ${visit_id}::uuid and c.state in ('held', 'billable')) as paid`.execute(tx);
  return rows[0]?.paid === true;
}
