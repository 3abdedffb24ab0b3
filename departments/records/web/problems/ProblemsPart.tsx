import { Statements } from '../statements/Statements.tsx';
import { problemSort } from './problem-sort.tsx';

/** Problems in a consultation. */
export default function ProblemsPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  return <Statements sort={problemSort} patient_id={patient_id} visit_id={visit_id} />;
}
