import classes from './ledger.module.css';

/** An amount of money, in figures of one width. Digits are grouped for reading; no number is made of it. */
export function Amount({ of, currency }: { of: string; currency?: string }) {
  const [whole = '', decimals] = of.replace('-', '').split('.');
  const text = `${of.startsWith('-') ? '−' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')}${decimals === undefined ? '' : `.${decimals}`}`;
  return <bdi dir="ltr" className={classes.amount}>{currency === undefined ? text : `${text} ${currency}`}</bdi>;
}

/** As `Amount`; nothing where there is nothing. */
export function AmountOrNothing({ of }: { of: string }) {
  return /^-?0+(\.0+)?$/.test(of) ? <span className="quiet">–</span> : <Amount of={of} />;
}
