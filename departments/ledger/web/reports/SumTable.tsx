import { Anchor } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import type { AccountKind, SumRow } from '../../contract/index.ts';
import { kindWords } from '../accounts.ts';
import { Amount } from '../Amount.tsx';
import classes from '../ledger.module.css';
import { AccountLink, type Part } from './AccountLink.tsx';

interface SumTableProps {
  rows: readonly SumRow[];
  currency: string;
  kinds: readonly AccountKind[];
  from?: string;
  until: string;
  part?: Part;
  /** What it comes to, line by line. */
  sums: readonly { label: string; amount: string; open?: () => void }[];
}

/** Accounts of some kinds, group by group, and what they come to. */
export function SumTable({ rows, currency, kinds, from, until, part, sums }: SumTableProps) {
  const t = useWords();
  return (
    <table className={classes.lines}>
      {kinds.map((kind) => (
        <tbody key={kind}>
          <tr><th scope="rowgroup" colSpan={2}>{t(kindWords[kind])}</th></tr>
          {rows.filter((row) => row.kind === kind && row.currency === currency).map((row) => (
            <tr key={row.account_id}>
              <td><AccountLink account={row} until={until} {...(part !== undefined && { part })} {...(from !== undefined && { from })} /></td>
              <td className={classes.end}><Amount of={row.amount} /></td>
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>{sums.map(({ label, amount, open }) => <tr key={label}><th scope="row">{open === undefined ? label : <Anchor component="button" type="button" ta="start" onClick={open}>{label}</Anchor>}</th><td className={classes.end}><Amount of={amount} /></td></tr>)}</tfoot>
    </table>
  );
}
