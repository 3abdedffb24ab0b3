import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, toast, useApiForm, useWords, withoutBlanks, type ServerProblem } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import { recordQueries } from '../client.ts';
import type { AnyShown, Sort } from './sort.ts';

interface StatementFormProps {
  sort: Sort;
  patient_id: string;
  visit_id?: string | undefined;
  /** The statement that is changed; none for a new one. */
  of?: AnyShown | undefined;
  close: () => void;
  /** What is sent beside the statement, such as the reason to override a warning. */
  beside?: object;
  /** Deals with a problem itself; true when it did. */
  onProblem?: (problem: ServerProblem) => boolean;
  children?: ReactNode;
}

/** Writes down a statement, or changes one. */
export function StatementForm({ sort, patient_id, visit_id, of, close, beside, onProblem, children }: StatementFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const { Fields, toInput = withoutBlanks } = sort;
  const savedOf = (shown: AnyShown | undefined) => ({
    values: shown?.statement == null ? sort.blank() : { ...sort.blank(), ...(sort.opened ?? ((statement: Record<string, unknown>) => statement))(shown.statement) },
    ...(shown === undefined ? {} : { version: shown.version }),
  });
  const api = useApiForm<Record<string, unknown>, AnyShown>({
    name: `records.${sort.name}.${of?.id ?? 'add'}`,
    patient: patient_id,
    schema: sort.schema,
    prefix: 'statement',
    saved: savedOf(of),
    toInput,
    send: (statement: never, { version, ...context }) =>
      of === undefined
        ? sort.call.add({ patient_id, ...(visit_id === undefined ? {} : { visit_id }), statement, ...beside } as never, { context })
        : sort.call.change({ patient_id, id: of.id, version: version ?? of.version, statement, ...beside } as never, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
    ...(of === undefined ? {} : {
      readAgain: async () => {
        const answer = (await client.fetchQuery({ ...sort.queries.list.queryOptions({ input: { patient_id } }), staleTime: 0 } as never)) as { statements: AnyShown[] };
        return savedOf(answer.statements.find(({ id }) => id === of.id) ?? of);
      },
    }),
    ...(onProblem === undefined ? {} : { onProblem }),
  });
  return (
    <FormFrame of={api} submitLabel={of === undefined ? t(sort.addLabel) : t('Save')} onCancel={close}>
      <Fields patient_id={patient_id} />
      {children}
    </FormFrame>
  );
}
