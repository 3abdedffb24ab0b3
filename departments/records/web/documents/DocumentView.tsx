import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { clinicalInstant, failureToast, ServerProblem, toast, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DocumentShown } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';
import classes from './documents.module.css';

export const contentOf = (patient_id: string, id: string): string => `/api/patients/${patient_id}/documents/${id}/content`;

/** A file, shown by the browser where it can show it. */
export function DocumentView({ document, patient_id, close }: { document: DocumentShown; patient_id: string; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { id, title, media_type, author, created_at, error_reason, state, sha256 } = document;
  const address = contentOf(patient_id, id);

  async function mark() {
    try {
      await recordClient.documentInError({ patient_id, document_id: id, reason });
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Marked as made in error') });
      close();
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.'));
    }
  }
  return (
    <>
      {error_reason !== null && <p className={classes.notice}>{t('Made in error: {reason}', { reason: error_reason })}</p>}
      {state === 'superseded' && <p className={classes.notice}>{t('A newer file replaces this one.')}</p>}
      <p className="quiet">
        <Value>{author.name ?? ''}</Value> <Value script="latin">{clinicalInstant(created_at)}</Value>
      </p>
      {media_type?.startsWith('image/') === true && media_type !== 'image/tiff' ? (
        <img className={classes.view} src={address} alt={title} />
      ) : media_type === 'image/tiff' ? (
        <p className="quiet">{t('Browsers do not show TIFF: save the file to look at it.')}</p>
      ) : (
        <iframe className={classes.view} src={address} title={title} />
      )}
      <Group mt="sm" gap="xs" align="end">
        <Button component="a" href={`${address}?download=true`} variant="default">
          {t('Save the file')}
        </Button>
        <Button component="a" href={address} target="_blank" rel="noopener" variant="default">
          {t('Open in a window of its own')}
        </Button>
      </Group>
      {may('records.write') && state !== 'entered_in_error' && (
        <Group mt="md" gap="xs" align="end">
          <TextInput label={t('Why it was made in error')} dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button variant="default" disabled={reason.trim() === ''} onClick={() => void mark()}>
            {t('Mark it')}
          </Button>
        </Group>
      )}
      <p className="quiet">
        {t('SHA-256 of the file')} <Value script="latin">{sha256}</Value>
      </p>
    </>
  );
}
