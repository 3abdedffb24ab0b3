import classes from './EntryCard.module.css';

/** Why a step of signing in was refused. */
export function Refusal({ problem }: { problem: string | null }) {
  return (
    <div role="alert" dir="auto" className={`${classes.refusal} ${problem === null ? '' : classes.problem}`}>
      {problem}
    </div>
  );
}
