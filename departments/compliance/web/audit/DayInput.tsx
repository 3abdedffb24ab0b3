import { TextInput } from '@mantine/core';
import { clinicalDate, parseDate, useWords } from '@openward/platform/ui';
import classes from './audit.module.css';

/** A day, typed as people type it, and shown back as it was understood. */
export function DayInput({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  const t = useWords();
  const understood = value === '' || parseDate(value)?.length === 10;
  return (
    <TextInput
      className={classes.day ?? ''}
      aria-label={label}
      placeholder={label}
      value={value}
      // Right-to-left text around it would turn the parts of a date round.
      {...(value === '' ? {} : { dir: 'ltr' })}
      error={understood ? undefined : t('Not a day')}
      autoComplete="off"
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        const day = parseDate(value);
        if (day !== null) change(clinicalDate(day));
      }}
    />
  );
}
