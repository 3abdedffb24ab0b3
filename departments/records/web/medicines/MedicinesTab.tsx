import { useParams } from '@tanstack/react-router';
import { Card, useWords } from '@openward/platform/ui';
import { PrescribeStatements } from '../orders/PrescribeStatements.tsx';
import { Statements } from '../statements/Statements.tsx';
import classes from '../statements/statements.module.css';
import { GuardedForm } from './GuardedForm.tsx';
import { medicineSort } from './medicine-sort.tsx';
import { MedicationList } from './MedicationList.tsx';

/** Medicines in the chart: the list by ingredient, what the patient says to take, and what was prescribed. */
export default function MedicinesTab() {
  const t = useWords();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  return (
    <div className={classes.tab}>
      <Card title={t('Medication list')}>
        <MedicationList patient_id={patient_id} />
      </Card>
      <div className={classes.pair}>
        <Card title={t('As the patient takes them')}>
          <Statements sort={medicineSort} patient_id={patient_id} Form={GuardedForm} />
        </Card>
        <Card title={t('Prescriptions')}>
          <PrescribeStatements patient_id={patient_id} />
        </Card>
      </div>
    </div>
  );
}
