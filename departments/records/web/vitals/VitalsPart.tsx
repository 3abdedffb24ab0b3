import { Answer, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { News2Outcome } from '../../contract/index.ts';
import { News2Said } from './News2Said.tsx';
import { useVitals } from './useVitals.ts';
import { VitalsForm } from './VitalsForm.tsx';
import classes from './vitals.module.css';

/** Vital signs in the consultation: the round of this visit, and what was measured last. */
export default function VitalsPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  const t = useWords();
  const vitals = useVitals(patient_id);
  const [said, setSaid] = useState<News2Outcome | null>(null);
  return (
    <Answer of={vitals}>
      {(read) => (
        <div className={classes.part}>
          <p className="quiet">
            {t('{count, plural, =0 {Nothing was measured in this visit yet.} one {# value was measured in this visit.} other {# values were measured in this visit.}}', {
              count: read.points.filter((point) => point.visit_id === visit_id).length,
            })}
          </p>
          {said !== null && <News2Said outcome={said} />}
          <VitalsForm patient_id={patient_id} visit_id={visit_id} units={read.units} onDone={setSaid} />
        </div>
      )}
    </Answer>
  );
}
