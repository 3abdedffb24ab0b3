import { useParams } from '@tanstack/react-router';
import { Card, useWords } from '@openward/platform/ui';
import AllergiesPart from '../allergies/AllergiesPart.tsx';
import { familySort, socialSort } from '../histories/history-sorts.tsx';
import ImmunizationsPart from '../immunizations/ImmunizationsPart.tsx';
import { procedureSort } from '../procedures/procedure-sort.tsx';
import { Statements } from '../statements/Statements.tsx';
import classes from '../statements/statements.module.css';
import { problemSort } from './problem-sort.tsx';

/** What is known of a patient: problems, allergies, procedures, vaccines, the family, and how they live. */
export default function ProblemsTab() {
  const t = useWords();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  return (
    <div className={classes.tab}>
      <div className={classes.pair}>
        <Card title={t('Problems')}>
          <Statements sort={problemSort} patient_id={patient_id} />
        </Card>
        <Card title={t('Allergies and intolerances')}>
          <AllergiesPart patient_id={patient_id} />
        </Card>
        <Card title={t('Procedures')}>
          <Statements sort={procedureSort} patient_id={patient_id} />
        </Card>
        <Card title={t('Immunisations')}>
          <ImmunizationsPart patient_id={patient_id} />
        </Card>
        <Card title={t('Family')}>
          <Statements sort={familySort} patient_id={patient_id} />
        </Card>
        <Card title={t('How the patient lives')}>
          <Statements sort={socialSort} patient_id={patient_id} />
        </Card>
      </div>
    </div>
  );
}
