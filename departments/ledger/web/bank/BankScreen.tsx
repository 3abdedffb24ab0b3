import { Button, Drawer, Modal, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { Answer, EmptyState, Page, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Account, Book } from '../../contract/index.ts';
import { useAccounts } from '../accounts.ts';
import { useBook } from '../book.ts';
import classes from '../ledger.module.css';
import { LedgerTabs } from '../LedgerTabs.tsx';
import { ImportForm } from './ImportForm.tsx';
import { LineDetails } from './LineDetails.tsx';
import { Lines } from './Lines.tsx';
import { Reconciliation } from './Reconciliation.tsx';
import { Statements } from './Statements.tsx';

/** What banks say, and which postings it is. */
export default function BankScreen() {
  const t = useWords();
  const accounts = useAccounts();
  const book = useBook().data;
  return (
    <Page title={t('Books')} note={<LedgerTabs at="/ledger/bank" />}>
      <Answer of={accounts}>
        {(all) => {
          const banks = all.filter(({ kind, control, postable, active }) => kind === 'asset' && control === 'none' && postable && active);
          return banks.length === 0 || book === undefined ? <EmptyState title={t('The books are empty')} /> : <Bank banks={banks} book={book} />;
        }}
      </Answer>
    </Page>
  );
}

type View = 'open' | 'matched' | 'statements' | 'report';

function Bank({ banks, book }: { banks: readonly Account[]; book: Book }) {
  const t = useWords();
  const may = usePermissions();
  const [account_id, setAccount] = useState(banks.find(({ role }) => role === 'bank.main')?.id ?? banks[0]?.id ?? '');
  const [view, setView] = useState<View>('open');
  const [bringing, setBringing] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <div className={classes.bar}>
        <NativeSelect label={t('Account')} data={banks.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} value={account_id} onChange={({ currentTarget: { value } }) => setAccount(value)} />
        <SegmentedControl
          aria-label={t('What is shown')} value={view} onChange={(value) => setView(value as View)}
          data={[{ value: 'open', label: t('To match') }, { value: 'matched', label: t('Matched') }, { value: 'statements', label: t('Statements') }, { value: 'report', label: t('Reconciliation') }]}
        />
        {may('ledger.post') && <Button leftSection={<IconUpload size={15} aria-hidden />} onClick={() => setBringing(true)}>{t('Import a statement')}</Button>}
      </div>
      {(view === 'open' || view === 'matched') && <Lines account_id={account_id} state={view} show={setOpen} />}
      {view === 'statements' && <Statements account_id={account_id} />}
      {view === 'report' && <Reconciliation account_id={account_id} today={book.today} />}
      <Drawer opened={open !== null} onClose={() => setOpen(null)} position="right" size={640} title={t('Movement of the bank')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <LineDetails bank_line_id={open} />}
      </Drawer>
      <Modal opened={bringing} onClose={() => setBringing(false)} size="lg" title={t('Import a statement')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {bringing && <ImportForm account_id={account_id} currency={book.currency ?? ''} close={() => setBringing(false)} />}
      </Modal>
    </>
  );
}
