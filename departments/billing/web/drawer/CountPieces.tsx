import { TextInput } from '@mantine/core';
import { parseAmount, printAmount } from '@openward/platform/money';
import { useWords, Value } from '@openward/platform/ui';
import { sumOf, valuesOf } from '../../rules/drawer/pieces.ts';
import classes from '../money.module.css';

/** How many of each coin and note; by currency and value. */
export type Counted = Record<string, Record<string, string>>;

/** What was counted, as the server takes it. */
export const countsOf = (counted: Counted, currencies: readonly string[]) => currencies.map((currency) => ({
  currency, pieces: Object.entries(counted[currency] ?? {}).flatMap(([value, count]) => (/^\d{1,6}$/.test(count) && count !== '0' ? [{ value, count: Number(count) }] : [])),
}));

/** Coins and notes of each currency, counted; what should be there is not told. */
export function CountPieces({ currencies, counted, onChange }: { currencies: readonly string[]; counted: Counted; onChange: (counted: Counted) => void }) {
  const t = useWords();
  return currencies.map((currency) => {
    const [own] = countsOf(counted, [currency]);
    const sum = sumOf(own!.pieces.map(({ value, count }) => ({ value_minor: parseAmount(value, currency), count })));
    return (
      <fieldset key={currency} className={classes.pieces}>
        <legend>{t('Coins and notes')} <Value script="latin">{currency}</Value></legend>
        {valuesOf(currency).map((minor) => {
          const value = printAmount(minor, currency);
          return (
            <TextInput
              key={value} label={value} w={90} inputMode="numeric" dir="ltr" autoComplete="off" value={counted[currency]?.[value] ?? ''}
              onChange={(event) => onChange({ ...counted, [currency]: { ...counted[currency], [value]: event.currentTarget.value } })}
            />
          );
        })}
        <strong>{t('Counted')} <Value script="latin">{`${printAmount(sum, currency)} ${currency}`}</Value></strong>
      </fieldset>
    );
  });
}
