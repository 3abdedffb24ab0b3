import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Line, VersionShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import classes from './timeline.module.css';
import { VersionCompared } from './VersionCompared.tsx';

/** The versions of an entry, newest first; each opens into what it says beside the version before. */
export function VersionList({ line: { type, id, version }, patient_id }: { line: Line; patient_id: string }) {
  const t = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const versions = useQuery(recordQueries.versions.queryOptions({ input: { patient_id, type, id } }));
  return (
    <>
      <h4>{t('Versions')}</h4>
      <Answer of={versions}>
        {(answer) => (
          <ol className={classes.versions}>
            {answer.versions.map((each) => (
              <li key={each.version}>
                <button
                  type="button"
                  className={classes.version}
                  aria-expanded={open === each.version}
                  onClick={() => setOpen(open === each.version ? null : each.version)}
                >
                  <VersionHead shown={each} />
                  {each.version === version && <span className={classes.status}>{t('In the chart now')}</span>}
                </button>
                {open === each.version && <VersionCompared patient_id={patient_id} type={type} id={id} version={each.version} />}
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </>
  );
}

function VersionHead({ shown }: { shown: VersionShown }) {
  const t = useWords();
  return (
    <span>
      <strong className="numbers">{shown.version}</strong> <Value script="latin">{clinicalInstant(shown.at)}</Value>{' '}
      <span className="quiet">
        <Value>{shown.by?.name || shown.source}</Value>
      </span>{' '}
      {shown.deleted && t('removed')}
    </span>
  );
}
