import type { AccountKind, Control } from './account.ts';

/** What other departments use an account for, and what such an account must be. They find it by its role, whatever its code. */
export const accountRoles = {
  'receivable.patient': { kind: 'asset', control: 'patient' },
  'receivable.payer': { kind: 'asset', control: 'payer' },
  'unbilled.receivable': { kind: 'asset', control: 'patient' },
  'deposit.patient': { kind: 'liability', control: 'patient' },
  'credit.patient': { kind: 'liability', control: 'patient' },
  'deposit.payer': { kind: 'liability', control: 'payer' },
  'payable.clinician': { kind: 'liability', control: 'clinician' },
  'till.cash': { kind: 'asset', control: 'till' },
  safe: { kind: 'asset', control: 'none' },
  'bank.main': { kind: 'asset', control: 'none' },
  'transit.card': { kind: 'asset', control: 'none' },
  'transit.mobile-money': { kind: 'asset', control: 'none' },
  'transit.cheque': { kind: 'asset', control: 'none' },
  'transit.gateway': { kind: 'asset', control: 'none' },
  'exchange.clearing': { kind: 'asset', control: 'none' },
  'tax.output': { kind: 'liability', control: 'none' },
  'revenue.consultation': { kind: 'income', control: 'none' },
  'revenue.procedure': { kind: 'income', control: 'none' },
  'revenue.laboratory': { kind: 'income', control: 'none' },
  'revenue.imaging': { kind: 'income', control: 'none' },
  'revenue.service': { kind: 'income', control: 'none' },
  'revenue.medicine': { kind: 'income', control: 'none' },
  'revenue.bed': { kind: 'income', control: 'none' },
  'revenue.cancellation': { kind: 'income', control: 'none' },
  discount: { kind: 'income', control: 'none' },
  'contractual.adjustment': { kind: 'income', control: 'none' },
  rounding: { kind: 'income', control: 'none' },
  'exchange.difference': { kind: 'income', control: 'none' },
  'bank.interest': { kind: 'income', control: 'none' },
  'write-off': { kind: 'expense', control: 'none' },
  charity: { kind: 'expense', control: 'none' },
  'over-short': { kind: 'expense', control: 'none' },
  'clinician.share.expense': { kind: 'expense', control: 'none' },
  'bank.fee': { kind: 'expense', control: 'none' },
  'gateway.fee': { kind: 'expense', control: 'none' },
} as const satisfies Record<string, { kind: AccountKind; control: Control }>;

export type AccountRole = keyof typeof accountRoles;
export const accountRoleNames = Object.keys(accountRoles) as [AccountRole, ...AccountRole[]];
