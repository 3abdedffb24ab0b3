import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { DateField, FormFrame, toast, useApiForm, useWords, Value } from '@openward/platform/ui';
import { z } from 'zod';
import { NewAssignment, type Assignment } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';
import { jobWords } from '../choices.ts';
import { today } from '../today.ts';

const LastDay = z.object({ ends_on: NewAssignment.shape.starts_on });

/** Says on which day an assignment ends. */
export function EndAssignment({ assignment, close }: { assignment: Assignment; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { id, practitioner_id, job, title, department_name } = assignment;
  const api = useApiForm({
    name: `staff.assignment.end.${id}`,
    schema: LastDay,
    saved: { values: { ends_on: assignment.ends_on ?? today() }, version: assignment.version },
    send: ({ ends_on }: { ends_on: string }, { version = assignment.version, ...context }) =>
      staff.endAssignment({ assignment_id: id, version, ends_on }, { context }),
    readAgain: async () => {
      const person = await staff.read({ practitioner_id });
      const current = person.assignments.find((each) => each.id === id) ?? assignment;
      return { values: { ends_on: current.ends_on ?? '' }, version: current.version };
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <Text>
        <Value>{`${title ?? t(jobWords[job])}, ${department_name}`}</Value>
      </Text>
      <DateField path="ends_on" label={t('Last day')} span={12} required />
    </FormFrame>
  );
}
