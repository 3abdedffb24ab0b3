import { Statements } from '../statements/Statements.tsx';
import { allergySort } from './allergy-sort.tsx';
import { NoneKnown } from './NoneKnown.tsx';

/** Allergies, in a consultation and in the chart. */
export default function AllergiesPart({ patient_id, visit_id }: { patient_id: string; visit_id?: string }) {
  return <Statements sort={allergySort} patient_id={patient_id} visit_id={visit_id} acts={<NoneKnown patient_id={patient_id} visit_id={visit_id} />} />;
}
