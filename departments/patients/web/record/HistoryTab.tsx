import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Card, clinicalInstant, useWords, Value } from '@openward/platform/ui';
import { usePatientId } from '../chart/usePatient.ts';
import { patientQueries } from '../client.ts';
import { Contradictions } from '../merge/Contradictions.tsx';
import { MergesCard } from '../merge/MergesCard.tsx';
import { actWords, fieldWord } from './field-words.ts';
import classes from './record.module.css';
import { changeText } from './change-text.ts';

/** Every version of the registration, and who changed what; merges, and what contradicts itself since. */
export default function HistoryTab() {
  const t = useWords();
  const patient_id = usePatientId();
  const versions = useInfiniteQuery(
    patientQueries.versions.infiniteOptions({
      input: (before: number | undefined) => ({ patient_id, limit: 50, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
  return (
    <div className={classes.tab}>
      <Contradictions patient_id={patient_id} />
      <MergesCard patient_id={patient_id} />
      <Card title={t('Who changed what')} flush>
        <Answer of={versions}>
          {({ pages }) => (
            <ol className={classes.versions}>
              {pages
                .flatMap((page) => page.versions)
                .map(({ version, act, reason, by, at, fields }) => (
                  <li key={version} className={classes.version}>
                    <VersionLine patient_id={patient_id} version={version} fields={fields}>
                      <strong>{t(actWords[act] ?? act)}</strong>
                      <span>
                        <Value>{by.name}</Value>
                      </span>
                      <span className="quiet">
                        <Value script="latin">{clinicalInstant(at)}</Value>
                      </span>
                      {reason !== null && (
                        <span>
                          “<Value>{reason}</Value>”
                        </span>
                      )}
                    </VersionLine>
                  </li>
                ))}
            </ol>
          )}
        </Answer>
        {versions.hasNextPage && (
          <Button m={12} variant="default" loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t('Show older ones')}
          </Button>
        )}
      </Card>
    </div>
  );
}

interface VersionLineProps {
  patient_id: string;
  version: number;
  fields: readonly string[];
  children: React.ReactNode;
}

function VersionLine({ patient_id, version, fields, children }: VersionLineProps) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const comparable = version > 1;
  return (
    <>
      <div className={classes.versionHead}>
        {children}
        <span className="quiet">{fields.map((field) => fieldWord(field, t)).join(', ')}</span>
        {comparable && (
          <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('Hide the values') : t('Show the values')}
          </Button>
        )}
      </div>
      {open && <VersionChanges patient_id={patient_id} version={version} />}
    </>
  );
}

function VersionChanges({ patient_id, version }: { patient_id: string; version: number }) {
  const t = useWords();
  const compared = useQuery({
    ...patientQueries.compare.queryOptions({ input: { patient_id, from: version - 1, to: version } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer of={compared}>
      {({ changes }) => (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">{t('Field')}</th>
              <th scope="col">{t('Before')}</th>
              <th scope="col">{t('After')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <td>{fieldWord(field, t)}</td>
                <td>
                  <del>
                    <Value>{changeText(before, t) || t('blank')}</Value>
                  </del>
                </td>
                <td>
                  <ins>
                    <Value>{changeText(after, t) || t('blank')}</Value>
                  </ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Answer>
  );
}
