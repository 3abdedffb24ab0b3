import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { DataList, EmptyState, ErrorState, LoadingState, Page, SearchBar, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { usePatientColumns } from './usePatientColumns.tsx';
import { usePatientRows, type ListOrder } from './usePatientRows.ts';

/** Finds a patient as one types, or goes through all of them. */
export default function PatientsScreen() {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<ListOrder>('registered');
  const [only, setOnly] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const searching = asked.length >= 2;
  const found = usePatientRows({ text: searching ? asked : '', order, only });
  const columns = usePatientColumns();

  function openFirst() {
    const first = found.rows[0];
    if (first !== undefined && searching && !found.loading) void navigate({ to: `/patients/${first.id}` });
  }

  return (
    <Page
      title={t('Patients')}
      fill
      actions={
        may('patients.register') && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/patients/new' })}>
            {t('Register a patient')}
          </Button>
        )
      }
    >
      <SearchBar label={t('Name, number, phone, birth date')} text={text} change={setText} onEnter={openFirst}>
        <NativeSelect
          aria-label={t('Order')}
          value={order}
          disabled={searching}
          title={searching ? t('A search shows the likeliest first') : undefined}
          onChange={(event) => setOrder(event.currentTarget.value as ListOrder)}
          data={[
            { value: 'registered', label: t('Newest first') },
            { value: 'name', label: t('By name') },
            { value: 'number', label: t('By number') },
          ]}
        />
        <NativeSelect
          aria-label={t('Show only')}
          value={only}
          disabled={searching}
          onChange={(event) => setOnly(event.currentTarget.value)}
          data={[
            { value: '', label: t('All patients') },
            { value: 'unknown', label: t('Identity not known') },
            { value: 'deceased', label: t('Deceased') },
            { value: 'female', label: t('Female') },
            { value: 'male', label: t('Male') },
          ]}
        />
      </SearchBar>
      {found.error !== null && found.rows.length === 0 ? (
        <ErrorState error={found.error} retry={found.retry} />
      ) : found.loading && found.rows.length === 0 ? (
        <LoadingState lines={12} />
      ) : (
        <DataList
          label={t('Patients')}
          rows={found.rows}
          rowKey={(row) => row.id}
          columns={columns}
          href={(row) => `/patients/${row.id}`}
          more={found.more}
          foot={found.cut && <span>{t('There are more: type more of the name, or a birth date')}</span>}
          empty={<NothingFound text={asked} />}
        />
      )}
    </Page>
  );
}

function NothingFound({ text }: { text: string }) {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const register = (
    <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/patients/new' })}>
      {t('Register a patient')}
    </Button>
  );
  return (
    <EmptyState
      title={text === '' ? t('No patients yet') : t('Nobody is found by “{text}”', { text })}
      icon={<IconUsers size={22} />}
      action={may('patients.register') ? register : undefined}
    >
      {text === '' ? t('The first one is registered here.') : t('Try a part of the name, another spelling, the phone or the birth date.')}
    </EmptyState>
  );
}
