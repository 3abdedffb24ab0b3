import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { Answer, Page, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Book } from '../../contract/index.ts';
import { useAccounts } from '../accounts.ts';
import { thisYear, useBook } from '../book.ts';
import classes from '../ledger.module.css';
import { LedgerTabs } from '../LedgerTabs.tsx';
import { Ageing } from './Ageing.tsx';
import { BalanceSheet } from './BalanceSheet.tsx';
import { PartResult, ResultBy, type Chosen } from './ResultBy.tsx';
import { ProfitAndLoss } from './ProfitAndLoss.tsx';
import { TrialBalance } from './TrialBalance.tsx';

type Report = 'trial' | 'result' | 'cost_centre' | 'practitioner' | 'sheet' | 'ageing';

/** What the books say; each figure leads to what it is made of. */
export default function ReportsScreen() {
  const t = useWords();
  return <Page title={t('Books')} note={<LedgerTabs at="/ledger/reports" />}><Answer of={useBook()}>{(book) => <Reports book={book} />}</Answer></Page>;
}

function Reports({ book }: { book: Book }) {
  const t = useWords();
  const [report, setReport] = useState<Report>('trial');
  const [range, setRange] = useState(thisYear(book));
  const subledgers = (useAccounts().data ?? []).filter(({ control }) => control !== 'none');
  const [chosen, setChosen] = useState<string | null>(null);
  const account_id = chosen ?? subledgers.find(({ control }) => control === 'patient')?.id;
  const [part, setPart] = useState<Chosen | null>(null);
  const since = report !== 'sheet' && report !== 'ageing';
  const show = (next: Report) => { setReport(next); setPart(null); };
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          className={classes.wide} aria-label={t('Report')} value={report} onChange={(value) => show(value as Report)}
          data={[{ value: 'trial', label: t('Trial balance') }, { value: 'result', label: t('Result') }, { value: 'cost_centre', label: t('By department') }, { value: 'practitioner', label: t('By clinician') }, { value: 'sheet', label: t('Balance sheet') }, { value: 'ageing', label: t('Age of debts') }]}
        />
        {since && <TextInput type="date" label={t('From')} value={range.from} onChange={({ currentTarget: { value } }) => value !== '' && setRange({ ...range, from: value })} />}
        <TextInput type="date" label={since ? t('Until') : t('At the end of')} value={range.until} onChange={({ currentTarget: { value } }) => value !== '' && setRange({ ...range, until: value })} />
        {report === 'ageing' && <NativeSelect label={t('Account')} data={subledgers.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} value={account_id ?? ''} onChange={({ currentTarget: { value } }) => setChosen(value)} />}
      </div>
      {report === 'trial' && <TrialBalance {...range} />}
      {report === 'result' && <ProfitAndLoss {...range} />}
      {(report === 'cost_centre' || report === 'practitioner') && (part === null ? <ResultBy by={report} {...range} open={setPart} /> : <PartResult part={part} {...range} back={() => setPart(null)} />)}
      {report === 'sheet' && <BalanceSheet on={range.until} openResult={() => { setRange({ ...range, from: '1990-01-01' }); show('result'); }} />}
      {report === 'ageing' && account_id !== undefined && <Ageing account_id={account_id} on={range.until} />}
    </>
  );
}
