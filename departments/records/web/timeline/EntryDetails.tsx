import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import type { Line } from '../../contract/index.ts';
import { EntryActs } from './EntryActs.tsx';
import { flagOf } from './flags.ts';
import { kindShown } from './kinds.ts';
import { statusWord } from './status.ts';
import classes from './timeline.module.css';
import { stepWords } from './treatment.ts';
import { VersionList } from './VersionList.tsx';

/** One entry of the chart: all that the line says, where it comes from, and its versions. */
export function EntryDetails({ line, patient_id, close }: { line: Line; patient_id: string; close: () => void }) {
  const t = useWords();
  const { type, id, kind, date, end, title, value, unit, source, recorded_at, in_error, treatment } = line;
  const flag = flagOf(line.flag);
  const status = statusWord(line.status);
  return (
    <div className={classes.details}>
      <h3 className={in_error === null ? undefined : classes.struck}>
        <Value>{title}</Value>
      </h3>
      <dl>
        <Fact label={t('Kind')}>{t(kindShown[kind].label)}</Fact>
        {value !== null && (
          <Fact label={t('Value')}>
            <bdi>{value}</bdi> {unit !== null && <bdi>{unit}</bdi>} {flag !== null && t(flag.word)}
          </Fact>
        )}
        <Fact label={t('When')}>
          <Value script="latin">
            {date === null ? t('no date') : clinicalInstant(date)}
            {end !== null && ` – ${clinicalInstant(end)}`}
          </Value>
        </Fact>
        <Fact label={t('Status')}>{status === null ? <bdi>{line.status ?? t('not recorded')}</bdi> : t(status)}</Fact>
        {in_error !== null && <Fact label={t('Made in error')}>{in_error.reason === null ? t('no reason given') : <Value>{in_error.reason}</Value>}</Fact>}
        {treatment !== null && (
          <>
            <Fact label={t('Step')}>{t(stepWords[treatment.step])}</Fact>
            <Fact label={t('By')}>{treatment.by === null ? t('not recorded') : <Value>{treatment.by}</Value>}</Fact>
            <Fact label={t('Outcome')}>{treatment.outcome === null ? t('not recorded') : <Value>{treatment.outcome}</Value>}</Fact>
            {treatment.reason !== null && (
              <Fact label={t('Reason')}>
                <Value>{treatment.reason}</Value>
              </Fact>
            )}
            {treatment.carries_out !== null && (
              <Fact label={t('Carries out')}>
                <Value script="latin">{treatment.carries_out}</Value>
              </Fact>
            )}
          </>
        )}
        <Fact label={t('Recorded')}>
          <Value script="latin">{clinicalInstant(recorded_at)}</Value>
        </Fact>
        <Fact label={t('Came from')}>
          <Value>{source}</Value>
        </Fact>
        <Fact label={t('Record')}>
          <Value script="latin">{`${type}/${id}`}</Value>
        </Fact>
        {line.patient_id !== patient_id && <Fact label={t('Written under')}>{t('A record that was merged into this one')}</Fact>}
      </dl>
      <EntryActs line={line} patient_id={patient_id} close={close} />
      <VersionList line={line} patient_id={patient_id} />
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
