import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Field } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { fieldLabel } from './field-label.ts';
import classes from './timeline.module.css';

interface VersionComparedProps {
  patient_id: string;
  type: string;
  id: string;
  version: number;
}

/** One version: who wrote it, when it happened and when it was written, and each field beside what it was before. */
export function VersionCompared(one: VersionComparedProps) {
  const t = useWords();
  const [all, setAll] = useState(false);
  const compared = useQuery(recordQueries.compareVersions.queryOptions({ input: one, staleTime: Infinity }));
  return (
    <div className={classes.compared}>
      <Answer of={compared}>
        {({ version, before, date, fields }) => {
          const changed = fields.filter(({ change }) => change !== 'same');
          const shown = before === null || all ? fields : changed;
          return (
            <>
              <dl>
                <dt>{t('Written by')}</dt>
                <dd>
                  <Value>{version.by?.name || t('not recorded')}</Value>
                </dd>
                <dt>{t('Came from')}</dt>
                <dd>
                  <Value>{version.source}</Value>
                </dd>
                <dt>{t('Happened')}</dt>
                <dd>{date === null ? t('not recorded') : <Value script="latin">{clinicalInstant(date)}</Value>}</dd>
                <dt>{t('Written down')}</dt>
                <dd>
                  <Value script="latin">{clinicalInstant(version.at)}</Value>
                </dd>
              </dl>
              {before === null && version.version > 1 && <p className="quiet">{t('The version before stood in the record of another patient.')}</p>}
              {before !== null && changed.length < fields.length && (
                <Checkbox size="xs" label={t('Also what stayed the same')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
              )}
              {shown.length === 0 ? <p className="quiet">{t('Nothing of what it says changed.')}</p> : <Fields fields={shown} compare={before !== null} />}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Fields({ fields, compare }: { fields: readonly Field[]; compare: boolean }) {
  const t = useWords();
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          {compare && <th scope="col">{t('Before')}</th>}
          <th scope="col">{compare ? t('After') : t('Value')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, before, after, change }) => (
          <tr key={`${path.join('.')} ${change}`} data-change={compare ? change : undefined}>
            <th scope="row">{fieldLabel(path, t)}</th>
            {compare && <td>{before === null ? <span className="quiet">{t('nothing')}</span> : <Said text={before} />}</td>}
            <td>{after === null ? <span className="quiet">{t('nothing')}</span> : <Said text={after} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Dates, also those of a period, are read as dates are read in a chart; anything else as it was written. */
function Said({ text }: { text: string }) {
  const ends = text.split(' – ');
  const dated = ends.some((end) => moment.test(end)) && ends.every((end) => end === '…' || moment.test(end));
  return dated ? <Value script="latin">{ends.map((end) => (end === '…' ? end : clinicalInstant(end))).join(' – ')}</Value> : <Value>{text}</Value>;
}
