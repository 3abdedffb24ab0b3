import { Button, CloseButton, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { usePermissions, useWords, Value, words, type Translate } from '@openward/platform/ui';
import { auditColumns } from '../../contract/index.ts';
import classes from './audit.module.css';
import { DayInput } from './DayInput.tsx';
import { areaWords, thingWords } from './event-words.ts';
import { firstSearch, reportAddress, type AuditSearch, type Named } from './filter.ts';
import { PatientFilter } from './PatientFilter.tsx';
import { PersonFilter } from './PersonFilter.tsx';

interface AuditBarProps {
  search: AuditSearch;
  change: (search: AuditSearch) => void;
}

/** What the audit log is searched by. */
export function AuditBar({ search, change }: AuditBarProps) {
  const t = useWords();
  const may = usePermissions();
  const set = (changes: Partial<AuditSearch>) => change({ ...search, ...changes });
  const { patient, account, subject } = search;
  return (
    <div className={`${classes.bar} not-printed`} role="search" aria-label={t('Search the audit log')}>
      {patient === null && may('patients.search') && <PatientFilter choose={(chosen) => set({ patient: chosen, subject: null })} />}
      {account === null && may('accounts.read') && <PersonFilter choose={(chosen) => set({ account: chosen })} />}
      <DayInput label={t('From day')} value={search.from} change={(from) => set({ from })} />
      <DayInput label={t('To day')} value={search.to} change={(to) => set({ to })} />
      <NativeSelect
        className={classes.choice ?? ''}
        aria-label={t('Event')}
        value={search.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data={eventChoices(t)}
      />
      <NativeSelect
        className={classes.choice ?? ''}
        aria-label={t('Outcome')}
        value={search.outcome}
        onChange={(event) => set({ outcome: event.currentTarget.value as AuditSearch['outcome'] })}
        data={[
          { value: '', label: t('Any outcome') },
          { value: 'success', label: t('Done') },
          { value: 'denied', label: t('Denied') },
          { value: 'failure', label: t('Failed') },
        ]}
      />
      <NativeSelect
        className={classes.choice ?? ''}
        aria-label={t('Sorted by')}
        value={`${search.sort} ${search.order}`}
        onChange={(event) => {
          const [sort, order] = event.currentTarget.value.split(' ') as [AuditSearch['sort'], AuditSearch['order']];
          set({ sort, order });
        }}
        data={sortChoices(t)}
      />
      <Button component="a" variant="default" href={reportAddress(search)} download leftSection={<IconTableExport size={15} aria-hidden />}>{t('CSV')}</Button>
      {patient !== null && (
        <SegmentedControl
          aria-label={t('What is shown of the patient')}
          value={search.kind}
          onChange={(kind) => set({ kind: kind as AuditSearch['kind'] })}
          data={[
            { value: 'opened', label: t('Opened or changed') },
            { value: 'shown', label: t('Shown in lists') },
          ]}
        />
      )}
      {(patient !== null || account !== null || subject !== null) && (
        <div className={classes.chips}>
          {patient !== null && <Chip label={t('Patient')} of={patient} remove={() => set({ patient: null, kind: 'opened' })} />}
          {account !== null && <Chip label={t('Who acted')} of={account} remove={() => set({ account: null })} />}
          {subject !== null && <Chip label={t('Account acted upon')} of={subject} remove={() => set({ subject: null })} />}
          <Button variant="subtle" onClick={() => change(firstSearch)}>
            {t('Show everything')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Chip({ label, of, remove }: { label: string; of: Named; remove: () => void }) {
  const t = useWords();
  return (
    <span className={classes.chip}>
      <span className="quiet">{label}</span>
      <strong>
        <Value>{of.name ?? of.id}</Value>
      </strong>
      <CloseButton size="sm" aria-label={t('Search without {what}', { what: label })} onClick={remove} />
    </span>
  );
}

/** A whole department first, then the things of each. */
function eventChoices(t: Translate) {
  const area = (name: string) => name.split('.')[0] ?? '';
  const groups = Object.entries(areaWords).map(([department, label]) => ({
    group: t(label),
    items: [
      { value: department, label: t(label) },
      ...Object.entries(thingWords)
        .filter(([name]) => area(name) === department)
        .map(([value, text]) => ({ value, label: t(text) })),
    ],
  }));
  return [{ value: '', label: t('Any event') }, ...groups];
}

const columnWords = {
  at: words('Time'), event: words('Event'), outcome: words('Outcome'), who: words('Who'), patient: words('Patient'), purpose: words('Purpose'), address: words('From'), device: words('Device'),
} satisfies Record<AuditSearch['sort'], string>;

const sortChoices = (t: Translate) => [
  { value: 'at descending', label: t('Newest first') },
  { value: 'at ascending', label: t('Oldest first') },
  ...auditColumns.filter((column) => column !== 'at').flatMap((column) => [
    { value: `${column} ascending`, label: t('By {column}, upwards', { column: t(columnWords[column]) }) },
    { value: `${column} descending`, label: t('By {column}, downwards', { column: t(columnWords[column]) }) },
  ]),
];
