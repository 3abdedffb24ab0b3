import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { clinicalDate, groupNumber, useFieldValue, useFormAround, useWords, Value } from '@openward/platform/ui';
import { Registration } from '../../contract/index.ts';
import { patientQueries } from '../client.ts';
import classes from './LikelyDuplicates.module.css';
import { registrationToSend } from './send.ts';
import { tidyRegistration, type RegistrationValues } from './values.ts';

const pause_ms = 700;
/** The fields by which two people are told apart. */
const compared = ['names', 'birth_date', 'sex', 'telecoms', 'identifiers'];

/** Says while somebody types that the person may be registered already, before the rest is typed for nothing. */
export function LiveDuplicates() {
  const t = useWords();
  const { form } = useFormAround();
  // The same fields in the same order at each drawing.
  // oxlint-disable-next-line react/rules-of-hooks
  for (const path of compared) useFieldValue(path);
  const typed = JSON.stringify(registrationToSend(tidyRegistration(form.getValues() as RegistrationValues), []));
  const [asked] = useDebouncedValue(typed, pause_ms);
  const input = Registration.safeParse(JSON.parse(asked));
  const enough = input.success && (input.data.birth_date != null || input.data.telecoms.length > 0);
  const { data } = useQuery({
    ...patientQueries.duplicates.queryOptions({ input: JSON.parse(asked) as never }),
    enabled: enough,
    retry: false,
  });
  const candidates = enough ? (data?.candidates ?? []) : [];
  return (
    <div role="status">
      {candidates.length > 0 && (
        <div className={classes.live}>
          <strong>{t('May be registered already')}</strong>
          <ul>
            {candidates.slice(0, 3).map(({ patient_id, display_name, birth_date, hospital_number, score }) => (
              <li key={patient_id}>
                <a href={`/patients/${patient_id}`} target="_blank" rel="noopener">
                  <Value>{display_name}</Value>
                </a>{' '}
                <span>
                  <Value script="latin">{birth_date === null ? t('not known') : clinicalDate(birth_date)}</Value> ·{' '}
                  <Value script="latin">{groupNumber(hospital_number)}</Value> · {t('{score} of 100', { score })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
