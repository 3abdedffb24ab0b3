import { words } from '@openward/platform/ui';
import type { AccountRole } from '../../contract/index.ts';

/** What other departments use an account for, in words. */
export const roleWords: Readonly<Record<AccountRole, string>> = {
  'receivable.patient': words('What patients owe'), 'receivable.payer': words('What payers owe'), 'unbilled.receivable': words('Work not yet invoiced'),
  'deposit.patient': words('Deposits of patients'), 'credit.patient': words('Credit of patients'), 'deposit.payer': words('Prepayments of payers'), 'payable.clinician': words('Clinicians’ shares, owed'),
  'till.cash': words('Cash in tills'), safe: words('Safe'), 'bank.main': words('Bank'), 'transit.card': words('Card payments on their way'), 'transit.mobile-money': words('Mobile money on its way'),
  'transit.cheque': words('Cheques in hand'), 'transit.gateway': words('Online payments on their way'), 'exchange.clearing': words('Currency exchange'), 'tax.output': words('Tax on sales'),
  'revenue.consultation': words('Income of consultations'), 'revenue.procedure': words('Income of procedures'), 'revenue.laboratory': words('Income of the laboratory'), 'revenue.imaging': words('Income of imaging'),
  'revenue.service': words('Income of other services'), 'revenue.medicine': words('Income of medicines'), 'revenue.bed': words('Income of beds'), 'revenue.cancellation': words('Cancellation fees'),
  discount: words('Discounts'), 'contractual.adjustment': words('Contractual adjustments'), rounding: words('Rounding'), 'exchange.difference': words('Exchange differences'), 'bank.interest': words('Interest'),
  'write-off': words('Receivables written off'), charity: words('Charity care'), 'over-short': words('Tills short or over'), 'clinician.share.expense': words('Clinicians’ shares, spent'),
  'bank.fee': words('Fees of banks and cards'), 'gateway.fee': words('Fees of online payments'),
};
