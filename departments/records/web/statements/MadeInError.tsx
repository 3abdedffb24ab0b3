import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, TextField, toast, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import { line } from '@openward/platform/fhir';
import { useState } from 'react';
import { z } from 'zod';
import { recordQueries, recordClient } from '../client.ts';
import type { AnyShown } from './sort.ts';

const Reason = z.object({ reason: line(500) });

/** Marks an entry as made in error, with the reason. It leaves the lists; what it said stays in its versions. */
export function MadeInError({ shown, patient_id, close }: { shown: AnyShown; patient_id: string; close: () => void }) {
  const t = useWords();
  const may = usePermissions();
  const [asked, setAsked] = useState(false);
  if (!may('records.write')) return null;
  if (asked) return <ReasonForm shown={shown} patient_id={patient_id} close={close} />;
  return (
    <Button variant="subtle" color="red" mt="md" onClick={() => setAsked(true)}>
      {t('This was made in error …')}
    </Button>
  );
}

function ReasonForm({ shown: { type, id, version }, patient_id, close }: { shown: AnyShown; patient_id: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `records.error.${type}.${id}`,
    patient: patient_id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) => recordClient.enteredInError({ patient_id, type, id, version, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Marked as made in error') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Mark as made in error')}>
      <TextField path="reason" label={t('Why it is wrong')} required span={12} autoFocus />
    </FormFrame>
  );
}
