/** An invoice, and what of it is owed. */
export interface Owed {
  invoice_id: string;
  open_minor: bigint;
}

/** Pays invoices in their order, each as far as the money goes; nothing is spent twice, and no invoice gets more than is owed. */
export function spread(amount_minor: bigint, owed: readonly Owed[]): { invoice_id: string; amount_minor: bigint }[] {
  let left = amount_minor;
  return owed.flatMap(({ invoice_id, open_minor }) => {
    const part = open_minor < left ? open_minor : left;
    if (part <= 0n) return [];
    left -= part;
    return [{ invoice_id, amount_minor: part }];
  });
}
