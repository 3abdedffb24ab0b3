import { NotesWork } from './NotesWork.tsx';

/** The notes of one visit, in the consultation. */
export default function NotesPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  return <NotesWork key={visit_id} patient_id={patient_id} visit_id={visit_id} />;
}
