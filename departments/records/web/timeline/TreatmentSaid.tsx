import { useWords, Value } from '@openward/platform/ui';
import type { Treatment } from '../../contract/index.ts';
import classes from './timeline.module.css';
import { stepWords } from './treatment.ts';

/** Under a line of the treatment record: how far it went, by whom, and what came of it. */
export function TreatmentSaid({ treatment: { step, by, outcome, reason } }: { treatment: Treatment }) {
  const t = useWords();
  return (
    <span className={classes.treatment}>
      <span className={classes.step} data-step={step}>
        {t(stepWords[step])}
      </span>
      {by !== null && <Value>{by}</Value>}
      {reason !== null && <Value>{reason}</Value>}
      {outcome !== null && (
        <strong>
          <Value>{outcome}</Value>
        </strong>
      )}
    </span>
  );
}
