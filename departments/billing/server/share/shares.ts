import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { accountsByRole, listAccounts, post } from '@openward/ledger/api';
import { billingContract as contract, type ClinicianShares } from '../../contract/index.ts';
import { minorAboveZero } from '../minor.ts';

type Row = Pick<ClinicianShares, 'practitioner_id' | 'practitioner_name' | 'currency' | 'charges'> & { accrued: string; paid: string; owed: string };

/** What is owed stands in the book; what was accrued and paid makes it. */
async function listShares(tx: Tx, practitioner_id: string | null = null): Promise<ClinicianShares[]> {
  const { rows } = await sql<Row>`
    with owed as (
      select party_id, currency, -sum(amount_minor) as minor from ledger.posting where control = 'clinician' and (${practitioner_id}::uuid is null or party_id = ${practitioner_id}::uuid) group by party_id, currency
    )
    select o.party_id as practitioner_id, p.display_name as practitioner_name, o.currency, o.minor::text as owed, coalesce(s.minor, 0)::text as accrued, coalesce(s.charges, 0) as charges,
      coalesce((select sum(y.amount_minor) from billing.share_payment y where y.practitioner_id = o.party_id and y.currency = o.currency and not exists (select from ledger.entry r where r.reverses = y.entry_id)), 0)::text as paid
    from owed o join staff.practitioner p on p.id = o.party_id left join lateral (
      select sum(w.amount_minor) as minor, count(*)::int as charges from billing.clinician_share w where w.practitioner_id = o.party_id and w.currency = o.currency and w.taken_back_by is null) s on true
    order by o.minor desc, p.sort_text, p.id limit 1000`.execute(tx);
  return rows.map(({ accrued, paid, owed, ...row }) => {
    const print = (minor: string) => printAmount(BigInt(minor), row.currency);
    return { ...row, accrued: print(accrued), paid: print(paid), owed: print(owed) };
  });
}

export const clinicianShares = serve(contract.clinicianShares, async (_input, { tx }) => ({
  account_id: (await listAccounts(tx)).find(({ role }) => role === 'payable.clinician')?.id ?? null, clinicians: await listShares(tx),
}));

export const payShare = serve(contract.payShare, async ({ practitioner_id, amount, currency, paid_on, from, reference }, { tx, actor, audit }) => {
  const amount_minor = minorAboveZero(amount, currency, 'amount');
  const owing = (await listShares(tx, practitioner_id)).find((each) => each.currency === currency);
  if (owing === undefined) throw new Problem(422, 'billing.share_not_owed', 'Nothing is owed to this clinician in this currency', { field: 'practitioner_id' });
  const accounts = await accountsByRole(tx, ['payable.clinician', 'bank.main', 'safe']);
  const id = crypto.randomUUID();
  const [entry] = await post(tx, [{
    business_date: paid_on, kind: 'share-payment', description: 'Shares of a clinician paid', source: { kind: 'share-payment', id },
    postings: [
      { account_id: accounts.get('payable.clinician'), party_id: practitioner_id, amount_minor, currency, practitioner_id },
      { account_id: accounts.get(from === 'bank' ? 'bank.main' : 'safe'), amount_minor: -amount_minor, currency },
    ],
  }]);
  await sql`insert into billing.share_payment (id, practitioner_id, amount_minor, currency, paid_on, reference, entry_id, by_name)
    values (${id}::uuid, ${practitioner_id}::uuid, ${amount_minor.toString()}::bigint, ${currency}, ${paid_on}::date, ${reference}, ${entry!.entry_id}::uuid, ${actor.display_name})`.execute(tx);
  audit.detail({ practitioner_id, share_payment_id: id });
  return { entry_id: entry!.entry_id, shares: (await listShares(tx, practitioner_id)).find((each) => each.currency === currency) ?? owing };
});
