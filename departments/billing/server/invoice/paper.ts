import type { Block } from '@openward/platform/print';
import { printAmount } from '@openward/platform/money';
import { printedDate } from '@openward/platform/time';
import type { Statement } from '../../contract/index.ts';
import type { Bill } from '../../rules/invoice/bill.ts';

export const billTitles: Record<Bill['kind'], string> = { invoice: 'Invoice', interim: 'Interim bill', final: 'Final bill', 'credit-note': 'Credit note', estimate: 'Estimate', 'deposit-request': 'Request of a deposit' };

/** What a paper of a bill says; whose it is and where it comes from stand around it. */
export function billBlocks(bill: Bill): Block[] {
  const { currency, lines, groups, buyer, seller, book } = bill;
  const money = (minor: bigint) => printAmount(minor, currency);
  const several = new Set(lines.map(({ patient_name }) => patient_name)).size > 1;
  const discounted = bill.discount_minor > 0n;
  const facts = (all: [string, string | null][]): Block => ({ kind: 'facts', facts: all.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }])) });
  const owes = bill.kind !== 'estimate' && bill.kind !== 'deposit-request' && bill.kind !== 'credit-note';
  return [
    ...(bill.label === null ? [{ kind: 'notice', text: 'Draft: not issued, nothing is owed by it' } as const] : []),
    ...(bill.kind === 'estimate' ? [{ kind: 'notice', text: 'Nothing is owed by this estimate. What is done may cost more or less.' } as const] : []),
    facts([
      ['To', [buyer.name, buyer.street, [buyer.postal_code, buyer.city].filter((each) => each !== null).join(' ')].filter((each) => each !== null && each !== '').join(', ')],
      ['Date', bill.issued_on === null ? null : printedDate(bill.issued_on)], ['Takes back', bill.credits_label === null ? null : `Invoice ${bill.credits_label}`], ['Reason', bill.kind === 'credit-note' ? bill.reason : null],
      ['Due', bill.kind === 'estimate' || bill.due_on === null ? null : printedDate(bill.due_on)], ['Tax number', seller.tax_number],
    ]),
    {
      kind: 'table', head: [...(several ? ['Patient'] : []), 'Date', 'What for', 'Quantity', ...(discounted ? ['Price', 'Discount'] : []), 'Tax', `Net ${currency}`],
      rows: lines.map((line) => [
        ...(several ? [line.patient_name] : []), line.performed_on === null ? '' : printedDate(line.performed_on), line.description, line.quantity,
        ...(discounted ? [money(line.share_minor), line.discount_minor === 0n ? '' : `-${money(line.discount_minor)}`] : []), rate(line), money(line.net_minor),
      ]),
    },
    facts([
      ['Net', `${money(bill.net_minor)} ${currency}`],
      ...groups.map((group): [string, string] => [`Tax ${rate(group)}`, group.tax_rate_bp === 0 ? `${money(0n)} ${currency} of ${money(group.base_minor)}${group.tax_category === 'E' ? `: ${bill.exemption.reason}` : ''}` : `${money(group.tax_minor)} ${currency} of ${money(group.base_minor)}`]),
      ['Rounding', bill.rounding_minor === 0n ? null : `${money(bill.rounding_minor)} ${currency}`], ['Total', `${money(bill.total_minor)} ${currency}`],
      ['Paid or taken off', bill.settled_minor === 0n || !owes ? null : `${money(bill.settled_minor)} ${currency}`], ['Still open', bill.settled_minor === 0n || !owes ? null : `${money(bill.total_minor - bill.settled_minor)} ${currency}`],
      ['Owed in', book === null ? null : `${printAmount(book.total_minor, book.currency)} ${book.currency} (1 ${book.currency} = ${book.rate} ${currency})`],
    ]),
    ...(owes && seller.iban !== null ? [facts([['Pay to', seller.name], ['IBAN', seller.iban], ['Reference', bill.label]])] : []),
    ...(bill.note === null ? [] : [{ kind: 'text', text: bill.note } as const]),
    ...(seller.email === null ? [] : [{ kind: 'text', text: `Questions: ${seller.email}` } as const]),
  ];
}

/** What a statement of account says. */
export function statementBlocks({ currency, from, until, opening, movements, balance, owed, credit, unbilled }: Statement): Block[] {
  const shown = movements.filter(({ amount }) => !/^-?0(\.0+)?$/.test(amount));
  return [
    { kind: 'facts', facts: [{ label: 'Days', value: `${from === null ? 'from the beginning' : printedDate(from)} to ${printedDate(until)}` }, ...(from === null ? [] : [{ label: 'Balance before', value: `${opening} ${currency}` }])] },
    { kind: 'table', head: ['Date', 'What for', 'Number', 'Amount', 'Balance'], rows: shown.map((each) => [printedDate(each.date), each.description, each.label ?? each.number, each.amount, each.balance]) },
    { kind: 'facts', facts: [{ label: 'Owed by invoices', value: `${owed} ${currency}` }, { label: 'Paid, not yet used', value: `${credit} ${currency}` }, { label: 'To pay', value: `${balance} ${currency}` }, { label: 'Done, not yet invoiced', value: `${unbilled} ${currency}` }] },
  ];
}

const rate = ({ tax_category, tax_rate_bp }: { tax_category: string; tax_rate_bp: number }): string => (tax_rate_bp > 0 ? `${tax_rate_bp / 100} %` : ({ E: 'exempt', Z: '0 %', AE: 'reverse charge', O: 'none' }[tax_category] ?? ''));

