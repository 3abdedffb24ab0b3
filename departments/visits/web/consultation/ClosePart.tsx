import { Answer, usePermissions, useWords } from '@openward/platform/ui';
import type { Visit } from '../../contract/index.ts';
import classes from './consultation.module.css';
import { CloseForm } from './CloseForm.tsx';
import { Diagnoses } from './Diagnoses.tsx';
import { useVisit } from './useVisit.ts';

/** The end of a consultation: its diagnoses, what is still missing, and the signature. */
export default function ClosePart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  const may = usePermissions();
  const visit = useVisit(patient_id, visit_id);
  return (
    <Answer of={visit}>
      {(opened) => {
        const open = opened.signed_at === null && opened.next.length > 0 && opened.status !== 'cancelled';
        return (
          <>
            <Diagnoses visit={opened} writes={open && may('visits.write')} />
            {open && <Missing visit={opened} />}
            {open && may('visits.close') && ['in-progress', 'onleave', 'finished'].includes(opened.status) && <CloseForm key={opened.id} visit={opened} />}
          </>
        );
      }}
    </Answer>
  );
}

function Missing({ visit }: { visit: Visit }) {
  const t = useWords();
  const { clinical, status } = visit;
  const missing = [
    ...(['planned', 'arrived', 'triaged'].includes(status) ? [t('The consultation has not begun')] : []),
    ...(clinical?.reasons.length === 0 ? [t('No reason of the visit is recorded')] : []),
    ...(clinical?.diagnoses.length === 0 ? [t('There is no diagnosis: give one, or say why there is none')] : []),
  ];
  if (missing.length === 0) return null;
  return (
    <ul className={classes.missing} aria-label={t('What is missing')}>
      {missing.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
