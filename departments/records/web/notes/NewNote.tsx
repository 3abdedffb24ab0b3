import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { failureToast, ServerProblem, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { recordClient, recordQueries } from '../client.ts';

interface NewNoteProps {
  patient_id: string;
  visit_id?: string;
  begun: (draft_id: string) => void;
}

/** Begins a note: the template is found by typing its name. */
export function NewNote({ patient_id, visit_id, begun }: NewNoteProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({ ...recordQueries.noteTemplates.queryOptions({ input: {} }), staleTime: 300_000 });

  async function begin(template_id: string) {
    setBusy(true);
    try {
      const { id } = await recordClient.startNote({ patient_id, template_id, ...(visit_id === undefined ? {} : { visit_id }) }, { context: { idempotency_key: crypto.randomUUID() } });
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      begun(id);
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Select
      label={t('New note')}
      placeholder={t('Type the name of a template')}
      data={(data?.templates ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={null}
      disabled={busy}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t('There is no such template')}
      onChange={(id) => id !== null && void begin(id)}
    />
  );
}
