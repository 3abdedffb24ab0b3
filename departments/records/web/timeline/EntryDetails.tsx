import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, useWords, Value } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import type { Line } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { flagOf } from './flags.ts';
import { kindShown } from './kinds.ts';
import { statusWord } from './status.ts';
import classes from './timeline.module.css';

/** One entry of the chart: all that the line says, where it comes from, and its versions. */
export function EntryDetails({ line, patient_id }: { line: Line; patient_id: string }) {
  const t = useWords();
  const { type, id, kind, date, end, title, value, unit, source, recorded_at, version } = line;
  const flag = flagOf(line.flag);
  const status = statusWord(line.status);
  const versions = useQuery(recordQueries.versions.queryOptions({ input: { patient_id, type, id } }));
  return (
    <div className={classes.details}>
      <h3>
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
      <h4>{t('Versions')}</h4>
      <Answer of={versions}>
        {(answer) => (
          <ol className={classes.versions}>
            {answer.versions.map((each) => (
              <li key={each.version} aria-current={each.version === version || undefined}>
                <span className="numbers">{each.version}</span> <Value script="latin">{clinicalInstant(each.at)}</Value>{' '}
                <Value>{each.by?.name ?? each.source}</Value> {each.deleted && t('removed')}
              </li>
            ))}
          </ol>
        )}
      </Answer>
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
