import { useWords } from '@openward/platform/ui';
import { OrderStatements } from './OrderStatements.tsx';
import { PrescribeStatements } from './PrescribeStatements.tsx';

/** What is ordered and prescribed in a consultation. */
export default function OrdersPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  const t = useWords();
  return (
    <>
      <h3>{t('Tests, procedures and referrals')}</h3>
      <OrderStatements patient_id={patient_id} visit_id={visit_id} />
      <h3>{t('Prescriptions')}</h3>
      <PrescribeStatements patient_id={patient_id} visit_id={visit_id} />
    </>
  );
}
