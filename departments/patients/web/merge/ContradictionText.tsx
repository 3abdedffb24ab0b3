import { useWords, Value, words } from '@openward/platform/ui';
import type { Contradiction } from '../../contract/index.ts';
import classes from './merge.module.css';

export const contradictionWords: Record<Contradiction['kind'], string> = {
  allergy: words('Allergy'),
  allergy_severity: words('Severity of an allergy'),
  blood_group: words('Blood group'),
  sex: words('Sex'),
};

/** Two statements that cannot both be true, and which of them stands. */
export function ContradictionText({ contradiction }: { contradiction: Contradiction }) {
  const t = useWords();
  const { kind, subject, statements } = contradiction;
  return (
    <>
      <strong>{t(contradictionWords[kind])}</strong> <Value>{subject}</Value>
      <ul>
        {statements.map(({ resource_type, resource_id, patient_id, says, prevails }) => (
          <li key={`${patient_id} ${resource_type}/${resource_id}`}>
            <Value>{says}</Value>
            {prevails && <span className={classes.prevails}>{t('stands')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
