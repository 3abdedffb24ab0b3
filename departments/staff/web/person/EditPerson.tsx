import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, toast, useApiForm, useWords } from '@openward/platform/ui';
import { NewPractitioner, type Practitioner } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';
import { PersonFields } from './PersonFields.tsx';
import { personToSend, tidyPerson, valuesOf } from './values.ts';

/** Changes somebody’s entry. What somebody else saved meanwhile is shown, and what was typed is kept. */
export function EditPerson({ person, close }: { person: Practitioner; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const key = staffQueries.read.queryOptions({ input: { practitioner_id: person.id } }).queryKey;
  const saved = (record: Practitioner) => ({ values: valuesOf(record), version: record.version });
  const api = useApiForm({
    name: `staff.person.${person.id}`,
    schema: NewPractitioner,
    saved: saved(person),
    tidy: tidyPerson,
    toInput: personToSend,
    send: (input: NewPractitioner, { version = person.version, ...context }) =>
      staff.update({ practitioner_id: person.id, version, ...input }, { context }),
    readAgain: async () => {
      const current = await staff.read({ practitioner_id: person.id });
      client.setQueryData(key, current);
      return saved(current);
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame
      of={api}
      submitLabel={t('Save')}
      onCancel={() => {
        api.discard();
        close();
      }}
    >
      <PersonFields />
    </FormFrame>
  );
}
