import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { billingContract as contract } from '../../contract/index.ts';
import { foundInvoice, heldInvoice } from './find.ts';
import { minorAboveZero } from '../minor.ts';

/** A new plan takes the place of the old one. */
export const planInstalments = serve(contract.planInstalments, async ({ invoice_id, instalments }, act) => {
  const invoice = await heldInvoice(act, invoice_id);
  const open = BigInt(invoice.open_minor ?? 0);
  if (invoice.state !== 'issued' || open <= 0n) throw new Problem(409, 'billing.nothing_open', 'Nothing is owed by this', { field: 'invoice_id' });
  const given = instalments.map(({ due_date, amount }, at) => ({ place: at + 1, due_date, minor: minorAboveZero(amount, invoice.currency, `instalments.${at}.amount`) }));
  const sum = given.reduce((all, { minor }) => all + minor, 0n);
  if (sum !== open) throw new Problem(422, 'billing.instalments_do_not_sum', `The instalments sum to ${printAmount(sum, invoice.currency)}; ${printAmount(open, invoice.currency)} ${invoice.currency} are open`, { field: 'instalments' });
  if (given.some(({ due_date }, at) => at > 0 && due_date <= given[at - 1]!.due_date)) throw new Problem(422, 'billing.instalments_out_of_order', 'Each instalment is due after the one before', { field: 'instalments' });
  await sql`update billing.instalment_plan set ended_at = clock_timestamp(), version = version + 1 where invoice_id = ${invoice_id}::uuid and ended_at is null`.execute(act.tx);
  const { rows } = await sql<{ id: string }>`insert into billing.instalment_plan (invoice_id, total_minor, agreed_by_name) values (${invoice_id}::uuid, ${open.toString()}::bigint, ${act.actor.display_name}) returning id`.execute(act.tx);
  await sql`insert into billing.instalment (plan_id, place, due_date, amount_minor) select ${rows[0]!.id}::uuid, g.place, g.due_date, g.minor::bigint
    from jsonb_to_recordset(${JSON.stringify(given.map((each) => ({ ...each, minor: each.minor.toString() })))}::jsonb) as g(place int, due_date date, minor text)`.execute(act.tx);
  return foundInvoice(act, invoice_id);
});
