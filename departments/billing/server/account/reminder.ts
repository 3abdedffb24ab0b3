import { sql } from 'kysely';
import type { Database, Tx } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';
import { bookToday } from '@openward/ledger/api';
import { messagesAre, plan } from '@openward/messages/api';

const hour = 3600;
const atOnce = 200;

/**
 * Plans the next reminder of an invoice; each level goes once. How and whether it reaches the patient (opt-out, the rule that keeps them safe,
 * quiet hours) is decided by messages. False where all were sent.
 */
export async function sendReminder(tx: Tx, { invoice_id, patient_id, open_minor }: { invoice_id: string; patient_id: string; open_minor: string }): Promise<boolean> {
  const { rows } = await sql<{ level: number }>`
    insert into billing.reminder (invoice_id, level, open_minor)
    select ${invoice_id}::uuid, n.level, ${open_minor}::bigint from billing.invoice_setting s, (select coalesce(max(level), 0) + 1 as level from billing.reminder where invoice_id = ${invoice_id}::uuid) n
    where n.level <= cardinality(s.reminder_days) on conflict do nothing returning level`.execute(tx);
  const level = rows[0]?.level;
  if (level === undefined) return false;
  await plan(tx, [{ about_kind: 'invoice', about_id: invoice_id, version: level, patient_id, kind: 'payment', expires_at: new Date(Date.now() + 7 * 24 * hour * 1000).toISOString() }]);
  return true;
}

/** Reminders of what is overdue: not of what was promised or is quiet, not of instalments that are kept. */
export async function sendReminders(database: Database): Promise<void> {
  await database.transaction({ scope: 'system' }, async (tx) => {
    const today = await bookToday(tx);
    const { rows } = await sql<{ invoice_id: string; patient_id: string; open_minor: string }>`
      select i.id as invoice_id, i.debtor_id as patient_id, billing.open_of(i.id)::text as open_minor
      from billing.invoice i cross join billing.invoice_setting s left join billing.follow_up f on f.invoice_id = i.id
        cross join lateral (select count(*)::int as sent from billing.reminder r where r.invoice_id = i.id) r
      where i.state = 'issued' and i.kind in ('invoice', 'interim', 'final') and i.debtor_kind = 'patient' and r.sent < cardinality(s.reminder_days)
        and i.due_date + s.reminder_days[r.sent + 1] <= ${today}::date and coalesce(greatest(f.quiet_until, f.promised_on), '-infinity') < ${today}::date and billing.open_of(i.id) > 0
        and not exists (select from billing.instalment_plan p where p.invoice_id = i.id and p.ended_at is null
          and p.total_minor - billing.open_of(i.id) >= (select coalesce(sum(n.amount_minor), 0) from billing.instalment n where n.plan_id = p.id and n.due_date < ${today}::date))
      order by i.id limit ${atOnce} for no key update of i skip locked`.execute(tx);
    for (const row of rows) await sendReminder(tx, row);
  });
}

every(hour, 'billing-reminders', sendReminders);

// What a reminder tells: the number and the day; nothing of care. Nothing once it is paid or taken back.
messagesAre('invoice', async (tx, id) => {
  const { rows } = await sql<{ level: number; label: string; due: string; open: string; zone: string }>`
    select (select coalesce(max(level), 0) from billing.reminder r where r.invoice_id = i.id)::int as level, i.label, i.due_date::text as due, billing.open_of(i.id)::text as open, staff.local_time_zone(null) as zone
    from billing.invoice i where i.id = ${id}::uuid and i.state = 'issued'`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  return { version: row.level, kinds: BigInt(row.open) > 0n ? ['payment'] : [], start: `${row.due}T12:00:00Z`, zone: row.zone, number: row.label, visit_type_id: null, what: '', with: '', place: '', reason: '', link: null, calendar: null };
});
