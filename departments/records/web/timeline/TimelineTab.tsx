import { Button, Drawer, Modal } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconFileSearch } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { Answer, EmptyState, GroupedList, LoadingState, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Line } from '../../contract/index.ts';
import { EntryDetails } from './EntryDetails.tsx';
import { firstFilter, isFiltered, type TimelineFilter } from './filter.ts';
import { LineRow } from './LineRow.tsx';
import classes from './timeline.module.css';
import { TimelineBar } from './TimelineBar.tsx';
import { useTimeline } from './useTimeline.ts';

/** The chart of a patient over time: newest first, by visit, kind or month, filtered, and searched by words. */
export default function TimelineTab() {
  const t = useWords();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const [filter, setFilter] = useState<TimelineFilter>(firstFilter);
  const [settled] = useDebouncedValue(filter, 200);
  const timeline = useTimeline(patient_id, settled);
  const [open, setOpen] = useState<Line | null>(null);
  const filtered = isFiltered(filter);
  return (
    <div className={classes.tab}>
      <TimelineBar filter={filter} change={setFilter} kinds={timeline.kinds} in_error={timeline.in_error} />
      <output className={classes.news}>
        {timeline.news > 0 && (
          <Button size="compact-sm" onClick={() => void timeline.query.refetch()} loading={timeline.query.isRefetching}>
            {t('Show {count, plural, one {# new entry} other {# new entries}}', { count: timeline.news })}
          </Button>
        )}
      </output>
      <Answer of={timeline.query} loading={<LoadingState lines={14} />}>
        {() =>
          timeline.groups.length === 0 ? (
            <EmptyState
              title={filtered ? t('Nothing in the chart fits the filter') : t('Nothing is recorded yet')}
              icon={<IconFileSearch size={22} />}
              action={
                filtered && (
                  <Button variant="default" onClick={() => setFilter({ ...firstFilter, group: filter.group })}>
                    {t('Show everything')}
                  </Button>
                )
              }
            >
              {filtered ? undefined : t('What departments write and what is imported appears here.')}
            </EmptyState>
          ) : (
            <GroupedList
              label={t('Timeline')}
              groups={timeline.groups}
              itemKey={(line) => `${line.type}/${line.id}`}
              item={(line) => <LineRow line={line} byKind={filter.group === 'kind'} />}
              onOpen={setOpen}
              more={timeline.more}
            />
          )
        }
      </Answer>
      <Opened line={open} patient_id={patient_id} close={() => setOpen(null)} />
    </div>
  );
}

/** One entry: beside the timeline, and on a phone over it. */
function Opened({ line, patient_id, close }: { line: Line | null; patient_id: string; close: () => void }) {
  const t = useWords();
  const phone = useMediaQuery('(max-width: 640px)') ?? false;
  const inside = line !== null && <EntryDetails key={`${line.type}/${line.id}`} line={line} patient_id={patient_id} close={close} />;
  const title = t('Entry');
  return phone ? (
    <Modal opened={line !== null} onClose={close} title={title} fullScreen>
      {inside}
    </Modal>
  ) : (
    <Drawer opened={line !== null} onClose={close} title={title} position="right" size={560} overlayProps={{ backgroundOpacity: 0.15 }} closeButtonProps={{ 'aria-label': t('Close') }}>
      {inside}
    </Drawer>
  );
}
