import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, NoteField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { NewNoteTemplate, noteTypes, type NoteTemplate, type NoteType } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';
import { sectionsOf, textOf } from './section-text.ts';

interface Values extends Record<string, unknown> {
  name: string;
  note_type: NoteType;
  text: string;
  active: boolean;
}

/** Adds a template of notes, or changes one. */
export function TemplateForm({ template, close }: { template: NoteTemplate | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const valuesOf = (each: NoteTemplate): Values => ({ name: each.name, note_type: each.note_type as NoteType, text: textOf(each.sections), active: each.active });
  const api = useApiForm({
    name: `records.template.${template?.id ?? 'new'}`,
    schema: NewNoteTemplate,
    saved: template === null ? { values: { name: '', note_type: '11506-3', text: '', active: true } as Values } : { values: valuesOf(template), version: template.version },
    toInput: ({ name, note_type, text, active }: Values) => ({ name, note_type, active, sections: sectionsOf(text) }),
    send: (input: NewNoteTemplate, { version = template?.version ?? 1, ...context }) =>
      template === null
        ? recordClient.addNoteTemplate(input, { context })
        : recordClient.changeNoteTemplate({ template_id: template.id, version, ...input }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <FieldGrid>
        <TextField path="name" label={t('Name')} span={6} required />
        <ChoiceField path="note_type" label={t('Kind')} span={6} choices={Object.entries(noteTypes).map(([value, label]) => ({ value, label }))} />
        <NoteField path="text" label={t('Sections')} rows={12} description={t('Each heading begins with #; what follows stands in its section at first.')} />
        <CheckField path="active" label={t('Offered for new notes')} />
      </FieldGrid>
    </FormFrame>
  );
}
