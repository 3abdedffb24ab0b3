import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { NewAssignment, type Practitioner } from '../../contract/index.ts';
import { orNull } from '../blank.ts';
import { choicesOf, jobWords } from '../choices.ts';
import { staff, staffQueries } from '../client.ts';
import { useDepartments } from '../departments/useDepartments.ts';
import { PlaceField } from '../fields/PlaceField.tsx';
import { today } from '../today.ts';

/** Says where somebody works, and as what. */
export function AddAssignment({ person, close }: { person: Practitioner; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const departments = useDepartments();
  const starts_on = person.starts_on > today() ? person.starts_on : today();
  const api = useApiForm({
    name: `staff.assignment.new.${person.id}`,
    schema: NewAssignment,
    saved: { values: { job: '', title: '', department_id: '', location_id: '', starts_on, ends_on: '' } },
    toInput: ({ job, title, department_id, location_id, starts_on: first, ends_on }) => ({
      job: orNull(job) ?? undefined,
      department_id: orNull(department_id) ?? undefined,
      title: orNull(title),
      location_id: orNull(location_id),
      starts_on: first,
      ends_on: orNull(ends_on),
    }),
    send: (input: NewAssignment, { version: _version, ...context }) =>
      staff.createAssignment({ practitioner_id: person.id, ...input }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  const open = (departments.data ?? []).filter(({ active }) => active);
  return (
    <FormFrame of={api} submitLabel={t('Add')} onCancel={close}>
      <FieldGrid>
        <ChoiceField path="job" label={t('Works as')} span={6} choices={choicesOf(jobWords, t)} blank={t('Choose')} required />
        <TextField path="title" label={t('Position')} span={6} />
        <PickField path="department_id" label={t('Department')} choices={open.map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))} required />
        <PlaceField path="location_id" label={t('Place')} />
        <DateField path="starts_on" label={t('First day')} span={6} required />
        <DateField path="ends_on" label={t('Last day')} span={6} />
      </FieldGrid>
    </FormFrame>
  );
}
