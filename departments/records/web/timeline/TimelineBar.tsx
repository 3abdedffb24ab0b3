import { CloseButton, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { clinicalDate, parseDate, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Grouping, Kind } from '../../contract/index.ts';
import type { TimelineFilter } from './filter.ts';
import { kindShown } from './kinds.ts';
import classes from './timeline.module.css';

interface TimelineBarProps {
  filter: TimelineFilter;
  change: (filter: TimelineFilter) => void;
  /** How many entries of each kind the whole chart has. */
  kinds: readonly { kind: Kind; count: number }[];
  /** How many entries were made in error. */
  in_error: number;
}

/** How the timeline is searched, grouped and filtered. */
export function TimelineBar({ filter, change, kinds, in_error }: TimelineBarProps) {
  const t = useWords();
  const toggle = (kind: Kind) => {
    const hidden = filter.hidden.includes(kind) ? filter.hidden.filter((each) => each !== kind) : [...filter.hidden, kind];
    change({ ...filter, hidden });
  };
  return (
    <div className={`${classes.bar} not-printed`}>
      <TextInput
        className={classes.search ?? ''}
        aria-label={t('Search in the chart')}
        placeholder={t('Search in the chart')}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={filter.text === '' ? undefined : <CloseButton size="sm" aria-label={t('Clear')} onClick={() => change({ ...filter, text: '' })} />}
        value={filter.text}
        onChange={(event) => change({ ...filter, text: event.currentTarget.value })}
        dir="auto"
        autoComplete="off"
      />
      <SegmentedControl
        aria-label={t('Group by')}
        value={filter.group}
        onChange={(group) => change({ ...filter, group: group as Grouping })}
        data={[
          { value: 'visit', label: t('Visit') },
          { value: 'kind', label: t('Kind') },
          { value: 'month', label: t('Month') },
        ]}
      />
      <DayInput label={t('From')} value={filter.from} change={(from) => change({ ...filter, from })} />
      <DayInput label={t('To')} value={filter.to} change={(to) => change({ ...filter, to })} />
      <Switches filter={filter} change={change} in_error={in_error} />
      <div className={classes.kinds} role="group" aria-label={t('Kinds')}>
        {kinds.map(({ kind, count }) => (
          <button key={kind} type="button" className={classes.chip} aria-pressed={!filter.hidden.includes(kind)} onClick={() => toggle(kind)}>
            {t(kindShown[kind].label)} <span className="numbers">{count}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** What is shown of another sort: the treatment record alone, and what was made in error. */
function Switches({ filter, change, in_error }: Pick<TimelineBarProps, 'filter' | 'change' | 'in_error'>) {
  const t = useWords();
  return (
    <span className={classes.switches}>
      <button type="button" className={classes.switch} aria-pressed={filter.treatment} onClick={() => change({ ...filter, treatment: !filter.treatment })}>
        {t('Treatment record')}
      </button>
      {in_error > 0 && (
        <button type="button" className={classes.switch} aria-pressed={filter.with_errors} onClick={() => change({ ...filter, with_errors: !filter.with_errors })}>
          {t('Made in error')} <span className="numbers">{in_error}</span>
        </button>
      )}
    </span>
  );
}

/** A day, typed as people type it, and shown back as it was understood. */
function DayInput({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  const t = useWords();
  const [text, setText] = useState(value);
  const understood = text === '' || parseDate(text)?.length === 10;
  return (
    <TextInput
      className={classes.day ?? ''}
      aria-label={label}
      placeholder={label}
      value={text}
      error={understood ? undefined : t('Not a day')}
      autoComplete="off"
      onChange={(event) => {
        setText(event.currentTarget.value);
        change(event.currentTarget.value);
      }}
      onBlur={() => {
        const day = parseDate(text);
        if (day !== null) setText(clinicalDate(day));
      }}
    />
  );
}
