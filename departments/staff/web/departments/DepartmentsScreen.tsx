import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Answer, type Column, DataList, EmptyState, Mark, Page, SearchBar, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Department } from '../../contract/index.ts';
import { departmentKindWords } from '../choices.ts';
import { PlacesTabs } from '../places/PlacesTabs.tsx';
import { DepartmentForm } from './DepartmentForm.tsx';
import { useDepartments } from './useDepartments.ts';

/** The departments of the hospital. */
export default function DepartmentsScreen() {
  const t = useWords();
  const may = usePermissions();
  const manage = may('places.manage');
  const departments = useDepartments();
  const all = departments.data;
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Department | 'new' | null>(null);
  const columns = useDepartmentColumns(all ?? []);
  const wanted = text.trim().toLocaleLowerCase();
  const shown = (all ?? []).filter(({ name, code }) => `${name} ${code}`.toLocaleLowerCase().includes(wanted));
  const add = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
      {t('Add a department')}
    </Button>
  );
  const title = open === 'new' ? t('Add a department') : t('Change a department');
  return (
    <Page title={t('Departments')} note={<PlacesTabs at="departments" />} fill actions={manage && add}>
      <SearchBar label={t('Name or code of the department')} text={text} change={setText} />
      <Answer of={departments}>
        {() => (
          <DataList
            label={t('Departments')}
            rows={shown}
            rowKey={(row) => row.id}
            columns={columns}
            {...(manage ? { onOpen: setOpen } : {})}
            empty={<EmptyState title={wanted === '' ? t('No departments yet') : t('No department is found')}>{t('The first is the hospital itself; all others belong to it.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={title} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <DepartmentForm department={open === 'new' ? null : open} all={all ?? []} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}

function useDepartmentColumns(all: readonly Department[]): Column<Department>[] {
  const t = useWords();
  return useMemo(() => {
    const names = new Map(all.map(({ id, name }) => [id, name]));
    const known = (text: string | null) => (text === null ? <span className="quiet">–</span> : <Value script="latin">{text}</Value>);
    return [
      { id: 'name', header: t('Name'), width: 'minmax(200px, 1.6fr)', cell: (row) => <strong><Value>{row.name}</Value></strong> },
      { id: 'code', header: t('Code'), width: '120px', whole: true, cell: (row) => known(row.code) },
      { id: 'kind', header: t('Kind'), width: '150px', cell: (row) => t(departmentKindWords[row.kind]) },
      {
        id: 'parent',
        header: t('Belongs to'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => <span className="quiet">{row.parent_id === null ? '–' : <Value>{names.get(row.parent_id)}</Value>}</span>,
      },
      { id: 'phone', header: t('Telephone'), width: '150px', whole: true, cell: (row) => known(row.phone) },
      {
        id: 'state',
        header: t('State'),
        width: '100px',
        card: 'plain',
        cell: (row) => <Mark tone={row.active ? 'good' : 'plain'}>{row.active ? t('Open') : t('Closed')}</Mark>,
      },
    ];
  }, [all, t]);
}
