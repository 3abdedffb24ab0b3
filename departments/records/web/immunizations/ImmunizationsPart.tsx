import { useQuery } from '@tanstack/react-query';
import { useWords, Value } from '@openward/platform/ui';
import { recordQueries } from '../client.ts';
import { Statements } from '../statements/Statements.tsx';
import { immunizationSort } from './immunization-sort.tsx';

/** Vaccines, in a consultation and in the chart, with how far each series has come. */
export default function ImmunizationsPart({ patient_id, visit_id }: { patient_id: string; visit_id?: string }) {
  const t = useWords();
  const { data } = useQuery(recordQueries.immunizations.series.queryOptions({ input: { patient_id } }));
  const states = { complete: t('complete'), incomplete: t('not complete'), unknown: t('number of doses not said'), refused: t('not given') };
  return (
    <>
      {data !== undefined && data.series.length > 0 && (
        <p className="quiet">
          {data.series.map(({ name, given, planned, state }) => (
            <span key={name}>
              <Value>{name}</Value>: {planned === null ? given : `${given}/${planned}`} ({states[state]}){'  '}
            </span>
          ))}
        </p>
      )}
      <Statements sort={immunizationSort} patient_id={patient_id} visit_id={visit_id} />
    </>
  );
}
