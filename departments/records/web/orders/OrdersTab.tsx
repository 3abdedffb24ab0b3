import { useParams } from '@tanstack/react-router';
import { Card, useWords } from '@openward/platform/ui';
import classes from '../statements/statements.module.css';
import { OrderStatements } from './OrderStatements.tsx';
import { PrescribeStatements } from './PrescribeStatements.tsx';

/** Orders and prescriptions in the chart. */
export default function OrdersTab() {
  const t = useWords();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  return (
    <div className={classes.tab}>
      <Card title={t('Tests, procedures and referrals')}>
        <OrderStatements patient_id={patient_id} />
      </Card>
      <Card title={t('Prescriptions')}>
        <PrescribeStatements patient_id={patient_id} />
      </Card>
    </div>
  );
}
