import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { patientQueries } from '../client.ts';

/** The patient whose chart is open, by the address. */
export function usePatientId(): string {
  const { patientId } = useParams({ strict: false }) as { patientId?: string };
  return patientId ?? '';
}

/** The registration of the patient whose chart is open. It is one opening, and one audit event, for all tabs of the chart. */
export function usePatient() {
  const patient_id = usePatientId();
  return useQuery({ ...patientQueries.read.queryOptions({ input: { patient_id } }), staleTime: 60_000 });
}
