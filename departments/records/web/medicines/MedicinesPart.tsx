import { Statements } from '../statements/Statements.tsx';
import { GuardedForm } from './GuardedForm.tsx';
import { medicineSort } from './medicine-sort.tsx';
import { MedicationList } from './MedicationList.tsx';

/** Medicines in a consultation: the list, gone through with the patient, and what else is taken. */
export default function MedicinesPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  return (
    <>
      <MedicationList patient_id={patient_id} visit_id={visit_id} />
      <Statements sort={medicineSort} patient_id={patient_id} visit_id={visit_id} Form={GuardedForm} />
    </>
  );
}
