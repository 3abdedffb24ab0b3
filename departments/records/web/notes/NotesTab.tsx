import { useParams } from '@tanstack/react-router';
import { NotesWork } from './NotesWork.tsx';

/** The notes in the chart. */
export default function NotesTab() {
  const { patientId = '' } = useParams({ strict: false }) as { patientId?: string };
  return <NotesWork key={patientId} patient_id={patientId} />;
}
