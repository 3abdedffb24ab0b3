import type { TaxGroup } from './totals.ts';

/** Everything that an invoice, credit note or estimate says, in the currency in which it is printed. Papers and the e-invoice are made of the same. */
export interface Bill {
  kind: 'invoice' | 'interim' | 'final' | 'credit-note' | 'estimate' | 'deposit-request';
  /** Null on a draft. */
  label: string | null;
  issued_on: string | null;
  due_on: string | null;
  currency: string;
  /** The tax in the currency of the book, where that is another. */
  book: { currency: string; tax_minor: bigint; total_minor: bigint; rate: string } | null;
  seller: Party & { email: string | null; iban: string | null };
  buyer: Party;
  patient: { name: string; number: string } | null;
  lines: BillLine[];
  groups: TaxGroup[];
  share_minor: bigint;
  net_minor: bigint;
  discount_minor: bigint;
  tax_minor: bigint;
  rounding_minor: bigint;
  total_minor: bigint;
  /** What was paid, written off or credited of it already. */
  settled_minor: bigint;
  /** What of it was paid by money that the hospital had before it was issued (EN 16931 BT-113). */
  prepaid_minor: bigint;
  exemption: { code: string; reason: string };
  credits_label: string | null;
  note: string | null;
  reason: string | null;
}

export interface Party {
  name: string;
  street: string | null;
  city: string | null;
  postal_code: string | null;
  country: string;
  tax_number: string | null;
  registration_number: string | null;
}

export interface BillLine {
  line: number;
  description: string;
  patient_name: string;
  performed_on: string | null;
  quantity: string;
  share_minor: bigint;
  discount_minor: bigint;
  net_minor: bigint;
  tax_category: string;
  tax_rate_bp: number;
}
