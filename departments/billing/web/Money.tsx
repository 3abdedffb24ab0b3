/** An amount of money, its digits grouped for reading; no number is made of it. */
export function Money({ of, currency }: { of: string; currency?: string }) {
  const [whole = '', decimals] = of.replace('-', '').split('.');
  const text = `${of.startsWith('-') ? '−' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')}${decimals === undefined ? '' : `.${decimals}`}`;
  return <bdi dir="ltr" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{currency === undefined ? text : `${text} ${currency}`}</bdi>;
}
