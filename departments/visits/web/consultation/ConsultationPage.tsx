import { useParams } from '@tanstack/react-router';
import { Answer, componentOf, LoadingState, useSlot, useWords } from '@openward/platform/ui';
import { Suspense } from 'react';
import classes from './consultation.module.css';
import { jumpTo, useJumpKeys } from './useJumpKeys.ts';
import { useVisit } from './useVisit.ts';
import { VisitHead } from './VisitHead.tsx';

/** One visit in one column: what the departments let a clinician write down, workable by keyboard alone. */
export default function ConsultationPage() {
  const { patientId: patient_id = '', visitId: visit_id = '' } = useParams({ strict: false }) as { patientId?: string; visitId?: string };
  const t = useWords();
  const parts = useSlot('consultation');
  const visit = useVisit(patient_id, visit_id);
  useJumpKeys(parts.map(({ key }) => key));
  return (
    <Answer of={visit}>
      {(opened) => (
        <div className={classes.page}>
          <VisitHead visit={opened} />
          <div className={classes.columns}>
            <nav className={`${classes.jumps} not-printed`} aria-label={t('Parts of the consultation')}>
              <ol>
                {parts.map(({ key, label }, place) => (
                  <li key={key}>
                    <button type="button" onClick={() => jumpTo(key)} {...(place < 10 ? { 'aria-keyshortcuts': `Alt+${(place + 1) % 10}` } : {})}>
                      {t(label)}
                      {place < 10 && <kbd aria-hidden>{`Alt ${(place + 1) % 10}`}</kbd>}
                    </button>
                  </li>
                ))}
              </ol>
            </nav>
            <div className={classes.parts}>
              {parts.map((part) => {
                const Part = componentOf(part.load);
                return (
                  <section key={part.key} id={`part-${part.key}`} className={classes.part} aria-labelledby={`head-${part.key}`}>
                    <h2 id={`head-${part.key}`} tabIndex={-1}>
                      {t(part.label)}
                    </h2>
                    <div data-part-body>
                      <Suspense fallback={<LoadingState lines={3} />}>
                        <Part patient_id={opened.patient_id} visit_id={opened.id} />
                      </Suspense>
                    </div>
                  </section>
                );
              })}
            </div>
          </div>
        </div>
      )}
    </Answer>
  );
}
