import { ScrollTable, useWords, Value } from '@openward/platform/ui';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { methodWords } from '../payment/choices.ts';

/** What was taken and given back, by method. */
export function SumsTable({ sums }: { sums: readonly { method: string; currency: string; taken: string; given_back: string; payments: number }[] }) {
  const t = useWords();
  return (
    <ScrollTable label={t('Taken and given back')}>
      <table className={classes.lines}>
        <thead><tr><th scope="col">{t('How')}</th><th scope="col" className={classes.end}>{t('Payments')}</th><th scope="col" className={classes.end}>{t('Taken')}</th><th scope="col" className={classes.end}>{t('Given back')}</th></tr></thead>
        <tbody>
          {sums.map((each) => (
            <tr key={`${each.method} ${each.currency}`}>
              <td>{t(methodWords[each.method] ?? each.method)}</td><td className={classes.end}><Value script="latin">{String(each.payments)}</Value></td>
              <td className={classes.end}><Money of={each.taken} currency={each.currency} /></td><td className={classes.end}><Money of={each.given_back} currency={each.currency} /></td>
            </tr>
          ))}
          {sums.length === 0 && <tr><td colSpan={4}>{t('Nothing was taken yet')}</td></tr>}
        </tbody>
      </table>
    </ScrollTable>
  );
}
