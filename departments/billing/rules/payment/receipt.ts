/** What a receipt tells of a payment. */
export interface ReceiptFacts {
  method: string; currency: string; credit_currency: string; amount: string; tendered: string; change: string; credited: string; rounding: string; rate: string; left: string; reference: string | null;
  allocations: readonly { invoice_label: string | null; amount: string }[];
}

export interface ReceiptLines {
  facts: { label: string; value: string }[];
  paid: { label: string; value: string }[];
}

const methods: Record<string, string> = { cash: 'Cash', card: 'Card', bank: 'Bank transfer', cheque: 'Cheque', 'mobile-money': 'Mobile money', wallet: 'Wallet', gateway: 'Paid over the internet' };
const isNothing = (text: string): boolean => /^-?0(\.0+)?$/.test(text);

/** The lines of a receipt: what was paid and how, what it paid, and what stays as credit. */
export function receiptLines(it: ReceiptFacts): ReceiptLines {
  const own = (text: string): string => `${text} ${it.credit_currency}`;
  const fact = (label: string, value: string, nothing = false) => (nothing ? [] : [{ label, value }]);
  return {
    facts: [
      ...fact('Paid', own(it.credited)),
      ...fact('How', methods[it.method] ?? it.method),
      ...fact('Handed over', `${it.tendered} ${it.currency}`, it.tendered === it.credited && it.currency === it.credit_currency),
      ...fact('Rate', `${it.rate} ${it.currency} for 1 ${it.credit_currency}`, it.currency === it.credit_currency),
      ...fact('Change', own(it.change), isNothing(it.change)),
      ...fact('Rounding', own(it.rounding), isNothing(it.rounding)),
      ...fact('Reference', it.reference ?? '', it.reference === null),
      ...fact('Left as credit', own(it.left), isNothing(it.left)),
    ],
    paid: it.allocations.map(({ invoice_label, amount }) => ({ label: invoice_label ?? '', value: own(amount) })),
  };
}
