/** Hundredths of a percent of a text such as `-2.5`; no float is made of it. */
export function hundredths(percent: string): number {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent) ?? [];
  if (whole === '') throw new RangeError('Is not a percentage, such as 2.5');
  const bp = Number(whole + decimals.padEnd(2, '0'));
  return sign === '-' ? -bp : bp;
}

/** `2.5` for 250 hundredths of a percent. */
export const printPercent = (bp: number): string => `${Math.trunc(bp / 100)}.${String(bp % 100).padStart(2, '0')}`.replace(/\.0+$|(\.\d)0$/, "$1");
