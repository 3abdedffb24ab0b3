import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { usePermissions, useWords } from '@openward/platform/ui';
import { GuardedForm } from '../medicines/GuardedForm.tsx';
import { Statements } from '../statements/Statements.tsx';
import { OrderActs } from './OrderActs.tsx';
import { prescriptionSort } from './order-sort.tsx';

/** Prescriptions: written, changed, stopped, printed. */
export function PrescribeStatements({ patient_id, visit_id }: { patient_id: string; visit_id?: string | undefined }) {
  const t = useWords();
  const may = usePermissions();
  const print = may('records.order') && (
    <Button component="a" variant="default" leftSection={<IconPrinter size={15} aria-hidden />} target="_blank" rel="noreferrer"
      href={`/api/patients/${patient_id}/prescription-paper${visit_id === undefined ? '' : `?visit_id=${encodeURIComponent(visit_id)}`}`}>
      {t('Print the prescription')}
    </Button>
  );
  return (
    <Statements
      sort={prescriptionSort}
      patient_id={patient_id}
      visit_id={visit_id}
      Form={GuardedForm}
      acts={print}
      lineActs={(shown) => <OrderActs shown={shown} patient_id={patient_id} />}
    />
  );
}
