import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconId, IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { DataList, EmptyState, ErrorState, LoadingState, Page, SearchBar, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { choicesOf, jobWords } from '../choices.ts';
import { useDepartments } from '../departments/useDepartments.ts';
import { useStaffColumns } from './useStaffColumns.tsx';
import { useStaffRows, type StaffState } from './useStaffRows.ts';

/** The staff directory: who works here, as what and where. */
export default function StaffScreen() {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [state, setState] = useState<StaffState>('current');
  const [job, setJob] = useState('');
  const [department_id, setDepartment] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const departments = useDepartments();
  const found = useStaffRows({ text: asked, state, job, department_id });
  const columns = useStaffColumns();
  const first = found.rows[0];

  return (
    <Page
      title={t('Staff directory')}
      fill
      actions={
        may('staff.manage') && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/staff/new' })}>
            {t('Add a person')}
          </Button>
        )
      }
    >
      <SearchBar
        label={t('Name, staff number, registration number, specialty')}
        text={text}
        change={setText}
        onEnter={() => {
          if (first !== undefined && asked !== '' && asked === text.trim()) void navigate({ to: `/staff/${first.id}` });
        }}
      >
        <NativeSelect
          aria-label={t('Works as')}
          value={job}
          onChange={(event) => setJob(event.currentTarget.value)}
          data={[{ value: '', label: t('Any work') }, ...choicesOf(jobWords, t)]}
        />
        {may('places.read') && (
          <NativeSelect
            aria-label={t('Department')}
            value={department_id}
            onChange={(event) => setDepartment(event.currentTarget.value)}
            data={[{ value: '', label: t('All departments') }, ...(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        <NativeSelect
          aria-label={t('Show only')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value as StaffState)}
          data={[
            { value: 'current', label: t('Works here today') },
            { value: 'other', label: t('No longer, or not yet') },
            { value: 'all', label: t('Everybody') },
          ]}
        />
      </SearchBar>
      {found.error !== null && found.rows.length === 0 ? (
        <ErrorState error={found.error} retry={found.retry} />
      ) : found.loading ? (
        <LoadingState lines={12} />
      ) : (
        <DataList
          label={t('Staff directory')}
          rows={found.rows}
          rowKey={(row) => row.id}
          columns={columns}
          href={(row) => `/staff/${row.id}`}
          more={found.more}
          empty={
            <EmptyState title={t('Nobody is found')} icon={<IconId size={22} />}>
              {t('Try a part of the name, or show everybody, also those who no longer work here.')}
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}
