import { Recorded, useWords } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import classes from './person.module.css';

/** Labels and what is recorded under them. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

/** One label and its value; what is not recorded says so. */
export function Fact({ label, children, otherwise }: { label: string; children: ReactNode; otherwise?: string }) {
  const t = useWords();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Recorded otherwise={otherwise ?? t('not recorded')}>{children}</Recorded>
      </dd>
    </>
  );
}
