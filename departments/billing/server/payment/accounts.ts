import { accountsByRole, type AccountRole, type NewPosting } from '@openward/ledger/api';
import type { Tx } from '@openward/platform/db';
import type { Method } from './payment.sql.ts';

const roles = { cash: 'till.cash', card: 'transit.card', bank: 'bank.main', cheque: 'transit.cheque', 'mobile-money': 'transit.mobile-money', wallet: 'transit.mobile-money', gateway: 'transit.gateway' } as const satisfies Record<Method, AccountRole>;

/** Where money of a method lies, and whose credit it is. A till is its drawer’s. */
export async function moneyAccounts(tx: Tx, method: Method, drawer_id: string | null, payer_kind: 'patient' | 'payer') {
  const credit_role = payer_kind === 'patient' ? ('deposit.patient' as const) : ('deposit.payer' as const);
  const accounts = await accountsByRole(tx, [roles[method], credit_role, 'exchange.clearing', 'rounding']);
  return {
    money: { account_id: accounts.get(roles[method]), ...(method === 'cash' && { party_id: drawer_id }) },
    credit: (party_id: string) => ({ account_id: accounts.get(credit_role), party_id }),
    clearing: { account_id: accounts.get('exchange.clearing') },
    rounding: { account_id: accounts.get('rounding') },
  };
}

/** A line of nothing is no line. */
export const withoutNothing = (postings: readonly NewPosting[]): NewPosting[] => postings.filter(({ amount_minor }) => amount_minor !== 0n);
