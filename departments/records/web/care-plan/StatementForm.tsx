import { useQueryClient } from '@tanstack/react-query';
import { FieldGrid, FormFrame, toast, useApiForm, useWords, withoutBlanks, type CallContext } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { recordQueries } from '../client.ts';

interface Held {
  id: string;
  version: number;
  statement: object | null;
}

interface StatementFormProps {
  /** Names the form among all, such as `flag`. */
  name: string;
  patient_id: string;
  schema: z.ZodType;
  /** The one that is changed; null for a new one. */
  held: Held | null;
  blank: Record<string, unknown>;
  add: (input: never, options: { context: CallContext }) => Promise<unknown>;
  change: (input: never, options: { context: CallContext }) => Promise<unknown>;
  close: () => void;
  children: ReactNode;
}

/** A form for a statement of the chart: a new one, or one that is changed. */
export function StatementForm({ name, patient_id, schema, held, blank, add, change, close, children }: StatementFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `records.${name}.${held?.id ?? 'new'}`,
    patient: patient_id,
    schema,
    prefix: 'statement',
    saved: held === null ? { values: blank } : { values: { ...blank, ...typed(held.statement ?? {}) }, version: held.version },
    toInput: withoutBlanks,
    send: (statement: never, { version = 1, ...context }) =>
      held === null
        ? add({ patient_id, statement } as never, { context })
        : change({ patient_id, id: held.id, version, statement } as never, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
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
      <FieldGrid>{children}</FieldGrid>
    </FormFrame>
  );
}

/** What is not given is blank in a field; a code that is not given stays none. */
function typed(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, Array.isArray(each) ? each.map((row) => (typeof row === 'object' && row !== null ? typed(row as object) : row)) : each === null && name !== 'concept' ? '' : each]));
}
