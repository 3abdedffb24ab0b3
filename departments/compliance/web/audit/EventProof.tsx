import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ScrollTable, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { complianceQueries } from '../client.ts';
import classes from './audit.module.css';

/** What shows to somebody outside that this event is in the log: asked for, since asking is an event too. */
export function EventProof({ event_id }: { event_id: string }) {
  const t = useWords();
  const say = useServerWords();
  const [asked, setAsked] = useState(false);
  const found = useQuery({ ...complianceQueries.proveEvent.queryOptions({ input: { event_id } }), enabled: asked, retry: false });
  if (!asked) return <Button variant="default" onClick={() => setAsked(true)}>{t('Prove this event')}</Button>;
  if (found.error !== null) return <p role="alert">{say(found.error.message)}</p>;
  if (found.data === undefined) return <p aria-busy="true">{t('Loading')}</p>;
  const { index, size, leaf, path, checkpoint } = found.data;
  return (
    <div className={classes.proof}>
      <p>{t('Leaf {index} of {size}', { index: String(index), size: String(size) })}</p>
      <ScrollTable label={t('Proof')}><pre dir="ltr">{[leaf, ...path, '', checkpoint.trim()].join('\n')}</pre></ScrollTable>
    </div>
  );
}
