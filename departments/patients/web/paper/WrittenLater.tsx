import { useQuery } from '@tanstack/react-query';
import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import { patientQueries } from '../client.ts';

/** Of whom was registered on paper: when that was, and when and by whom it was entered. */
export function WrittenLater({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const { data } = useQuery(patientQueries.paperOf.queryOptions({ input: { patient_id } }));
  if (data?.written_later == null) return null;
  const { happened_at, entered_at, entered_by_name } = data.written_later;
  return (
    <p role="note">
      <strong>{t('Written later')}</strong>: {t('registered on paper {happened}, entered {entered} by', { happened: clinicalInstant(happened_at), entered: clinicalInstant(entered_at) })} <Value>{entered_by_name}</Value>
    </p>
  );
}
