import { Recorded, useWords } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import classes from './record.module.css';

/** Labels and what is recorded under them. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

interface FactProps {
  label: string;
  /** A line beneath, such as who gave a number. */
  note?: string | null | undefined;
  children: ReactNode;
}

/** One label and its value; what is not recorded says so. */
export function Fact({ label, note, children }: FactProps) {
  const t = useWords();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Recorded otherwise={t('not recorded')}>{children}</Recorded>
        {note !== undefined && note !== null && note !== '' && (
          <small>
            <bdi>{note}</bdi>
          </small>
        )}
      </dd>
    </>
  );
}
