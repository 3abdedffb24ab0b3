import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, NoteField, TextField, useApiForm, useWords } from '@openward/platform/ui';
import { NewLabel } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';

/** Makes a label of the hospital's own. */
export function NewLabelDialog({ close }: { close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'compliance.label',
    schema: NewLabel,
    saved: { values: { code: '', name: '', meaning: '' } },
    send: (input: NewLabel, { version: _version, ...context }) => compliance.addLabel(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.keptLabels.key() });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('New label')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <FormFrame of={api} submitLabel={t('Add the label')} onCancel={close}>
        <TextField path="code" label={t('Code')} required span={12} />
        <TextField path="name" label={t('Name')} required span={12} />
        <NoteField path="meaning" label={t('What is labelled so')} rows={2} />
      </FormFrame>
    </Modal>
  );
}
