import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FormFrame, Page, toast, useApiForm, useWords } from '@openward/platform/ui';
import { NewPractitioner } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';
import { today } from '../today.ts';
import { PersonFields } from './PersonFields.tsx';
import { blankPerson, personToSend, tidyPerson } from './values.ts';

/** Takes somebody into the staff directory. */
export default function NewPersonScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'staff.person.new',
    schema: NewPractitioner,
    saved: { values: blankPerson(today()) },
    tidy: tidyPerson,
    toInput: personToSend,
    send: (input: NewPractitioner, { version: _version, ...context }) => staff.create(input, { context }),
    onDone: async (person) => {
      await client.invalidateQueries({ queryKey: staffQueries.list.key() });
      toast({ text: t('{name} is in the staff directory', { name: person.display_name }) });
      await navigate({ to: `/staff/${person.id}`, ignoreBlocker: true });
    },
  });
  return (
    <Page title={t('Add a person')} note={t('The account to sign in is made apart, under Accounts.')} width="reading">
      <FormFrame of={api} submitLabel={t('Add to the directory')} onCancel={() => void navigate({ to: '/staff' })}>
        <PersonFields />
      </FormFrame>
    </Page>
  );
}
