import { Link } from '@tanstack/react-router';
import { useWords, Value } from '@openward/platform/ui';
import type { EntryInWhole } from '../../contract/index.ts';
import { Amount } from '../Amount.tsx';
import classes from '../ledger.module.css';

/** The lines of an entry, debits and credits apart; each leads to the statement of its account. */
export function EntryLines({ entry }: { entry: EntryInWhole }) {
  const t = useWords();
  const nameOf = (party: string | null) => entry.parties.find(({ party_id }) => party_id === party)?.name;
  return (
    <table className={classes.lines}>
      <thead>
        <tr><th scope="col">{t('Account')}</th><th scope="col" className={classes.end}>{t('Debit')}</th><th scope="col" className={classes.end}>{t('Credit')}</th></tr>
      </thead>
      <tbody>
        {entry.lines.map((line) => (
          <tr key={line.line}>
            <td>
              <Link to={`/ledger/accounts/${line.account_id}` as never} search={{ currency: line.currency, ...(line.party_id !== null && { party_id: line.party_id }) } as never}><Value>{`${line.account_code} ${line.account_name}`}</Value></Link>
              {(line.memo !== null || line.cost_centre !== null || line.party_id !== null) && <div className="quiet"><Value>{[nameOf(line.party_id), line.cost_centre, line.memo].filter(Boolean).join(' · ')}</Value></div>}
            </td>
            <td className={classes.end}>{!line.amount.startsWith('-') && <Amount of={line.amount} currency={line.currency} />}</td>
            <td className={classes.end}>{line.amount.startsWith('-') && <Amount of={line.amount.slice(1)} currency={line.currency} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
