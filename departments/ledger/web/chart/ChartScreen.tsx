import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Answer, type Column, DataList, EmptyState, Mark, Page, SearchBar, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Account, AccountRole } from '../../contract/index.ts';
import { controlWords, kindWords, useAccounts } from '../accounts.ts';
import { LedgerTabs } from '../LedgerTabs.tsx';
import { AccountForm } from './AccountForm.tsx';
import { Begin } from './Begin.tsx';
import { roleWords } from './role-words.ts';
import { RoleList } from './RoleList.tsx';

/** The chart of accounts. */
export default function ChartScreen() {
  const t = useWords();
  const may = usePermissions();
  const accounts = useAccounts();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Account | 'new' | null>(null);
  const [choosing, setChoosing] = useState(false);
  const wanted = text.trim().toLocaleLowerCase();
  const columns = useColumns(setOpen, may('ledger.manage'));
  const add = (
    <>
      <Button variant="default" onClick={() => setChoosing(true)}>{t('What they are used for')}</Button>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>{t('Add an account')}</Button>
    </>
  );
  return (
    <Page title={t('Books')} note={<LedgerTabs at="/ledger/accounts" />} fill actions={may('ledger.manage') && add}>
      <SearchBar label={t('Name or code of the account')} text={text} change={setText} />
      <Answer of={accounts}>
        {(all) => (
          <DataList
            label={t('Chart of accounts')} rows={all.filter(({ code, name }) => `${code} ${name}`.toLocaleLowerCase().includes(wanted))} rowKey={(row) => row.id} columns={columns}
            href={(row) => `/ledger/accounts/${row.id}`}
            empty={wanted === '' ? <Begin /> : <EmptyState title={t('No account is found')} />}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open === 'new' ? t('Add an account') : t('Change an account')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <AccountForm account={open === 'new' ? null : open} close={() => setOpen(null)} />}
      </Modal>
      <Modal opened={choosing} onClose={() => setChoosing(false)} title={t('What other departments post on')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {choosing && <RoleList accounts={accounts.data ?? []} />}
      </Modal>
    </Page>
  );
}

function useColumns(change: (account: Account) => void, manage: boolean): Column<Account>[] {
  const t = useWords();
  return useMemo(() => [
    { id: 'code', header: t('Code'), width: '110px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
    { id: 'name', header: t('Name'), width: 'minmax(220px, 2fr)', card: 'title', cell: (row) => (row.postable ? <Value>{row.name}</Value> : <strong><Value>{row.name}</Value></strong>) },
    { id: 'kind', header: t('Kind'), width: '130px', cell: (row) => t(kindWords[row.kind]) },
    { id: 'control', header: t('Sums what is of'), width: '150px', cell: (row) => <span className="quiet">{row.control === 'none' ? '–' : t(controlWords[row.control])}</span> },
    { id: 'role', header: t('Used for'), width: 'minmax(140px, 1fr)', cell: (row) => <span className="quiet">{row.role !== null && row.role in roleWords ? t(roleWords[row.role as AccountRole]) : '–'}</span> },
    { id: 'state', header: t('State'), width: '130px', card: 'plain', cell: (row) => (row.active ? row.postable ? <Mark tone="good">{t('Open')}</Mark> : <Mark tone="plain">{t('Sums others')}</Mark> : <Mark tone="plain" icon="off">{t('Closed')}</Mark>) },
    ...(manage ? [{ id: 'act', header: '', width: '110px', card: 'plain' as const, cell: (row: Account) => (
      <Button size="compact-sm" variant="default" onClick={(event) => { event.stopPropagation(); event.preventDefault(); change(row); }}>{t('Change')}</Button>
    ) }] : []),
  ], [t, change, manage]);
}
