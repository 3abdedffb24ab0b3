import { useParams } from '@tanstack/react-router';
import { PatientAccount } from './PatientAccountScreen.tsx';

/** The account of a patient in the chart. */
export default function AccountTab() {
  const { patientId = '' } = useParams({ strict: false }) as { patientId?: string };
  return <PatientAccount patient_id={patientId} />;
}
