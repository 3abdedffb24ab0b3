import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { nameParties, tellOrigin, type OriginTold } from '@openward/ledger/api';

type Row = { label: string; patient_id: string | null; from: { kind: string; id: string | null }[] };

/** Tells of one row; what it came from is told where there is any. */
async function told(tx: Tx, query: ReturnType<typeof sql<Row>>): Promise<OriginTold | undefined> {
  const { rows: [row] } = await query.execute(tx);
  return row === undefined ? undefined : { label: row.label, patient_id: row.patient_id, from: row.from.flatMap(({ kind, id }) => (id === null ? [] : [{ kind, id }])) };
}

/** A key of something that an entry may come from. */
const of = (kind: string, id: string) => sql`jsonb_build_object('kind', ${kind}::text, 'id', ${sql.raw(id)})`;

tellOrigin('charge', (tx, id) => told(tx, sql<Row>`
  select s.name as label, c.patient_id, jsonb_build_array(${of('visit', 'c.visit_id')}) as from from billing.charge c join billing.service s on s.id = c.service_id where c.id = ${id}::uuid`));

tellOrigin('invoice', (tx, id) => told(tx, sql<Row>`
  select coalesce(i.label, '') as label, i.patient_id, jsonb_build_array(${of('visit', 'i.visit_id')}) || coalesce((select jsonb_agg(${of('charge', 'l.charge_id')} order by l.line) from billing.invoice_line l where l.invoice_id = i.id and l.line <= 50), '[]') as from
  from billing.invoice i where i.id = ${id}::uuid`));

tellOrigin('payment', (tx, id) => told(tx, sql<Row>`
  select coalesce(p.receipt_number::text, '') as label, p.patient_id, coalesce((select jsonb_agg(distinct ${of('invoice', 'a.invoice_id')}) from billing.allocation a where a.payment_id = p.id), '[]') as from
  from billing.payment p where p.id = ${id}::uuid`));

tellOrigin('refund', (tx, id) => told(tx, sql<Row>`select r.reason as label, r.patient_id, jsonb_build_array(${of('payment', 'r.payment_id')}) as from from billing.refund r where r.id = ${id}::uuid`));
tellOrigin('chargeback', (tx, id) => told(tx, sql<Row>`select c.reason as label, c.patient_id, jsonb_build_array(${of('payment', 'c.payment_id')}) as from from billing.chargeback c where c.id = ${id}::uuid`));
tellOrigin('allocation', (tx, id) => told(tx, sql<Row>`
  select coalesce(i.label, '') as label, a.patient_id, jsonb_build_array(${of('invoice', 'a.invoice_id')}, ${of('payment', 'a.payment_id')}) as from from billing.allocation a join billing.invoice i on i.id = a.invoice_id where a.id = ${id}::uuid`));
tellOrigin('share-payment', (tx, id) => told(tx, sql<Row>`select concat_ws(' · ', p.display_name, s.reference) as label, null::uuid as patient_id, '[]'::jsonb as from from billing.share_payment s join staff.practitioner p on p.id = s.practitioner_id where s.id = ${id}::uuid`));
tellOrigin('drawer', (tx, id) => told(tx, sql<Row>`select d.name as label, null::uuid as patient_id, '[]'::jsonb as from from billing.drawer_session s join billing.drawer d on d.id = s.drawer_id where s.id = ${id}::uuid`));

nameParties('billing', async (tx, ids) => {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from billing.drawer where id = any (${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
});
