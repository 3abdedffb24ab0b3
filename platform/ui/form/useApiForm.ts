import { useForm, type UseFormReturnType } from '@mantine/form';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import type { CallContext } from '../client/client.ts';
import { ServerProblem } from '../client/problem.ts';
import { useAccount } from '../session/session.ts';
import { sameValues, withoutBlanks } from './blanks.ts';
import { mergeConflict, type ConflictingField } from './conflict.ts';
import { dropDraft, findDraft, keepDraft, type DraftKey } from './draft-store.ts';
import { issuesByField, problemsByField } from './field-errors.ts';

export type FormValues = Record<string, unknown>;

/** The record as it is saved now; what a form starts from, and starts again from after a conflict. */
export interface Saved<Values> {
  values: Values;
  version?: number;
}

export interface ApiFormOptions<Values extends FormValues, Output> {
  /** Names the form among all, such as `patients.register`; drafts are kept under it. */
  name: string;
  /** False: what is typed is never kept, and never guarded, as passwords must not be. */
  draft?: boolean;
  /** The patient whom it is about; a draft belongs to its author and its patient. */
  patient?: string | undefined;
  /** The schema of what is sent: the same that the server checks. */
  schema: z.ZodType;
  saved: Saved<Values>;
  /** Where the fields lie in what is sent, such as `changes`; the server names them from there. */
  prefix?: string;
  /** Puts what was typed in order before it is checked, such as rows that were left blank. */
  tidy?: (values: Values) => Values;
  /** What is sent of what was typed; unless told, all of it without blanks. `opened` is what the form started from. */
  toInput?: (values: Values, opened: Values) => unknown;
  send: (input: never, call: CallContext & { version: number | undefined }) => Promise<Output>;
  onDone: (output: Output) => void | Promise<void>;
  /** Reads the record again after somebody else changed it. Without it a conflict is shown as any problem. */
  readAgain?: () => Promise<Saved<Values>>;
  /** Deals with a problem itself, such as likely duplicates; true when it did. */
  onProblem?: (problem: ServerProblem) => boolean;
}

/** What somebody else saved meanwhile. */
export interface Conflict {
  fields: ConflictingField[];
  by: string | null;
  at: string | null;
}

export interface ApiForm<Values extends FormValues = FormValues> {
  form: UseFormReturnType<Values>;
  sending: boolean;
  /** Why the last attempt failed, where no field explains it. */
  problem: ServerProblem | null;
  conflict: Conflict | null;
  /** When the draft was kept that this form started from. */
  restored_at: Date | null;
  /** True once something differs from what is saved. */
  unsaved: boolean;
  submit: () => Promise<void>;
  discard: () => void;
}

/**
 * A form over an endpoint. The zod schema of the endpoint gives the errors of the fields, problems of the server are put
 * on their fields, what is typed is kept as a draft until it is saved, a lost answer may be asked for again, and a
 * conflict keeps what was typed and shows what the other person saved. Draw it with `<FormFrame of={…}>`.
 */
export function useApiForm<Values extends FormValues, Output>(options: ApiFormOptions<Values, Output>): ApiForm<Values> {
  const { name, patient = 'none', schema, toInput = withoutBlanks, draft: keeps = true } = options;
  const account = useAccount();
  const draftKey: DraftKey = { author: account.id, patient, form: name };
  const draft = useRef(findDraft(draftKey)).current;
  const opened = useRef<Saved<Values>>((draft?.saved as Saved<Values> | undefined) ?? options.saved);
  const attempt = useRef({ body: '', key: '' });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ServerProblem | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [restored_at, setRestored] = useState(draft?.at ?? null);
  const [unsaved, setUnsaved] = useState(draft !== undefined);

  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: (draft?.values as Values | undefined) ?? options.saved.values,
    cascadeUpdates: true,
    onValuesChange(values) {
      if (!keeps) return;
      const differs = !sameValues(values, opened.current.values);
      setUnsaved(differs);
      if (differs) keepDraft(draftKey, values, opened.current);
      else dropDraft(draftKey);
    },
  });

  /** The same key for the same body, so that asking again after a lost answer saves nothing twice. */
  function keyFor(input: unknown): string {
    const body = JSON.stringify(input);
    if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() };
    return attempt.current.key;
  }

  async function resolveConflict(found: ServerProblem, readAgain: () => Promise<Saved<Values>>): Promise<void> {
    const saved = await readAgain();
    const { values, fields } = mergeConflict(opened.current.values, form.getValues(), saved.values);
    opened.current = saved;
    form.setValues(values);
    setConflict({ fields, ...whoChanged(found.extras) });
  }

  async function explain(error: unknown): Promise<void> {
    if (!(error instanceof ServerProblem)) throw error;
    if (options.onProblem?.(error) === true) return;
    if (error.status === 409 && /[._]changed$/.test(error.code) && options.readAgain !== undefined) {
      return resolveConflict(error, options.readAgain);
    }
    form.setErrors(problemsByField(error.fields, options.prefix));
    setProblem(error);
  }

  async function submit(): Promise<void> {
    if (options.tidy !== undefined) form.setValues(options.tidy(form.getValues()));
    const input = toInput(form.getValues(), opened.current.values);
    const checked = schema.safeParse(input);
    setProblem(null);
    if (!checked.success) return form.setErrors(issuesByField(checked.error.issues));
    form.clearErrors();
    setSending(true);
    try {
      const output = await options.send(input as never, { idempotency_key: keyFor(input), version: opened.current.version });
      dropDraft(draftKey);
      setUnsaved(false);
      setConflict(null);
      await options.onDone(output);
    } catch (error) {
      await explain(error).catch((failure: unknown) => {
        setProblem(failure instanceof ServerProblem ? failure : new ServerProblem(500, 'screen.failed', String(failure)));
      });
    } finally {
      setSending(false);
    }
  }

  function discard(): void {
    dropDraft(draftKey);
    opened.current = options.saved;
    form.setValues(opened.current.values);
    form.clearErrors();
    setRestored(null);
    setUnsaved(false);
    setProblem(null);
  }

  return { form, sending, problem, conflict, restored_at, unsaved, submit, discard };
}

/** Who saved the newer version and when, as far as the server says it. */
function whoChanged(extras: Readonly<Record<string, unknown>>): { by: string | null; at: string | null } {
  const { changes, changed_by, changed_at } = extras as {
    changes?: { by?: { name?: string }; at?: string }[];
    changed_by?: { name?: string } | string | null;
    changed_at?: string;
  };
  const latest = [...(changes ?? [])].sort((a, b) => String(a.at).localeCompare(String(b.at))).at(-1);
  const name = typeof changed_by === 'string' ? changed_by : changed_by?.name;
  return { by: name ?? latest?.by?.name ?? null, at: changed_at ?? latest?.at ?? null };
}
