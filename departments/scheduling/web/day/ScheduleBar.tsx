import { Button, MultiSelect, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import type { DayColumn } from '../../contract/index.ts';
import type { Look } from './look.ts';
import classes from './schedule.module.css';

interface ScheduleBarProps {
  look: Look;
  change: (change: Partial<Look>) => void;
  /** The day that is shown. */
  date: string | null;
  go: (steps: number) => void;
  columns: readonly DayColumn[];
}

/** Which days and which calendars are shown. */
export function ScheduleBar({ look, change, date, go, columns }: ScheduleBarProps) {
  const t = useWords();
  const week = look.view === 'week';
  const departments = [...new Map(columns.flatMap(({ department_id, department_name }) => (department_id === null ? [] : [[department_id, department_name ?? ''] as const])))];
  const ofKind = columns.filter(({ kind }) => kind === look.kind);
  return (
    <div className={`${classes.bar} not-printed`} role="search" aria-label={t('Which day')}>
      <Button variant="default" onClick={() => go(-1)} aria-label={week ? t('Week before') : t('Day before')} aria-keyshortcuts="Shift+ArrowLeft"><IconChevronLeft size={16} aria-hidden /></Button>
      <Button variant="default" onClick={() => change({ date: null })} aria-keyshortcuts="Shift+Home">{t('Today')}</Button>
      <Button variant="default" onClick={() => go(1)} aria-label={week ? t('Week after') : t('Day after')} aria-keyshortcuts="Shift+ArrowRight"><IconChevronRight size={16} aria-hidden /></Button>
      <TextInput type="date" aria-label={t('Day')} value={date ?? ''} onChange={(event) => event.currentTarget.value !== '' && change({ date: event.currentTarget.value })} />
      <SegmentedControl
        aria-label={t('How many days')} value={look.view} onChange={(view) => change({ view: view as Look['view'] })}
        data={[{ value: 'day', label: t('Day') }, { value: 'week', label: t('Week') }]}
      />
      <NativeSelect
        aria-label={t('Calendars of')} value={look.kind} onChange={(event) => change({ kind: event.currentTarget.value, shown: [], one: null })}
        data={[{ value: 'clinician', label: t('Clinicians') }, { value: 'room', label: t('Rooms') }, { value: 'equipment', label: t('Equipment') }]}
      />
      {departments.length > 1 && (
        <NativeSelect
          aria-label={t('Department')} value={look.department_id ?? ''} onChange={(event) => change({ department_id: event.currentTarget.value || null })}
          data={[{ value: '', label: t('All departments') }, ...departments.map(([value, label]) => ({ value, label }))]}
        />
      )}
      {week ? (
        <NativeSelect aria-label={t('Calendar')} value={look.one ?? ofKind[0]?.resource_id ?? ''} onChange={(event) => change({ one: event.currentTarget.value })} data={ofKind.map(({ resource_id, name }) => ({ value: resource_id, label: name }))} />
      ) : (
        <MultiSelect
          className={classes.filter ?? ''} aria-label={t('Calendars shown')} placeholder={look.shown.length === 0 ? t('All calendars') : ''} searchable clearable clearButtonProps={{ 'aria-label': t('All calendars') }} hidePickedOptions
          value={look.shown} onChange={(shown) => change({ shown })} data={ofKind.map(({ resource_id, name }) => ({ value: resource_id, label: name }))}
        />
      )}
      <TextInput aria-label={t('Find in these')} placeholder={t('Name or number')} value={look.text} onChange={(event) => change({ text: event.currentTarget.value })} />
      <Button variant="default" onClick={() => window.print()} aria-label={t('Print')}><IconPrinter size={16} aria-hidden /></Button>
    </div>
  );
}
