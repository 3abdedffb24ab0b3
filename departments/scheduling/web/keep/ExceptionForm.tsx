import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { NewException } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { today } from './days.ts';
import { EffectView } from './EffectView.tsx';
import { useEffectOf } from './useEffectOf.ts';
import { exceptionWords } from './words.ts';

interface ExceptionFormProps {
  /** Null for all: a holiday. */
  resource_id: string | null;
  kind: 'leave' | 'holiday' | 'block';
  first_day?: string;
  close: () => void;
}

interface Values extends Record<string, unknown> {
  kind: string;
  first_day: string;
  last_day: string;
  from_clock: string;
  to_clock: string;
  reason: string;
  released_days: string;
}

/** Leave or a block of one, or a holiday of all. What happens to those who are booked is shown first; they are moved with it, or it is refused. */
export function ExceptionForm({ resource_id, kind, first_day = today(), close }: ExceptionFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const toInput = (values: Values) => ({
    resource_id, kind: values.kind, first_day: values.first_day, last_day: values.last_day === '' ? values.first_day : values.last_day,
    from_clock: values.from_clock || '00:00', to_clock: values.to_clock || '00:00', reason: values.reason.trim() === '' ? null : values.reason.trim(),
    release_at: values.kind === 'block' && values.released_days !== '' ? new Date(Date.parse(`${values.first_day}T00:00:00Z`) - Number(values.released_days) * 86_400_000).toISOString() : null,
  });
  const api = useApiForm({
    name: `scheduling.exception.${resource_id ?? 'all'}.${kind}`,
    draft: false,
    schema: NewException,
    saved: { values: { kind, first_day, last_day: first_day, from_clock: '', to_clock: '', reason: '', released_days: '' } as Values },
    toInput,
    send: (input: NewException, context) => scheduling.addException({ ...input, moves: effect.moves }, { context }),
    onProblem: (problem) => {
      if (problem.code !== 'scheduling.strands') return false;
      effect.look();
      return true;
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  const effect = useEffectOf((prefer) => scheduling.previewException({ ...NewException.parse(toInput(api.form.getValues())), prefer }));
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close} disabled={effect.strands}>
      <FieldGrid>
        {resource_id !== null && <ChoiceField path="kind" label={t('What')} span={4} choices={(['leave', 'block'] as const).map((value) => ({ value, label: t(exceptionWords[value]) }))} />}
        <DateField path="first_day" label={t('First day')} required />
        <DateField path="last_day" label={t('Last day')} />
        <TextField path="from_clock" label={t('From')} span={3} description={t('Blank for the whole day')} />
        <TextField path="to_clock" label={t('To')} span={3} description={t('Of the last day')} />
        <TextField path="reason" label={t('Reason')} span={6} />
        <ReleaseField />
      </FieldGrid>
      <EffectView of={effect} sessions={false} />
    </FormFrame>
  );
}

/** A block may be given back by itself. */
function ReleaseField() {
  const t = useWords();
  if (useFieldValue('kind') !== 'block') return null;
  return <TextField path="released_days" label={t('Given back so many days before')} span={6} inputMode="numeric" description={t('Blank where somebody releases it by hand')} />;
}
