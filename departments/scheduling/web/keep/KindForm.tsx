import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, MultiChoiceField, NumberField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { bookers, colours, NewVisitType, shapes, type VisitType } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { bookerWords, colourWords, shapeWords } from './words.ts';

const grids = [5, 10, 15, 20, 30, 60];

/** A kind of appointment: how long it takes, who may book it, how far ahead. */
export function KindForm({ type, close }: { type: VisitType | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const valuesOf = ({ id: _id, version: _version, grid_minutes, ...each }: VisitType) => ({ ...each, grid_minutes: String(grid_minutes) });
  const blank = {
    code: '', name: '', minutes: 20, buffer_before: 0, buffer_after: 0, grid_minutes: '20', bookable_by: ['desk', 'clinician'] as VisitType['bookable_by'], notice_minutes: 0, horizon_days: 180,
    colour: 'teal' as VisitType['colour'], shape: 'round' as VisitType['shape'], protected: false, places: 1, active: true,
  };
  const api = useApiForm({
    name: `scheduling.kind.${type?.id ?? 'new'}`,
    schema: NewVisitType,
    saved: type === null ? { values: blank } : { values: valuesOf(type), version: type.version },
    toInput: ({ grid_minutes, ...values }) => ({ ...values, grid_minutes: Number(grid_minutes) }),
    send: (input: NewVisitType, { version = type?.version ?? 1, ...context }) => (type === null
      ? scheduling.addVisitType(input, { context })
      : scheduling.updateVisitType({ visit_type_id: type.id, version, ...input }, { context })),
    ...(type === null ? {} : {
      readAgain: async () => {
        const { visit_types } = await scheduling.visitTypes({});
        const now = visit_types.find(({ id }) => id === type.id) ?? type;
        return { values: valuesOf(now), version: now.version };
      },
    }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  const leave = () => {
    api.discard();
    close();
  };
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={leave}>
      <FieldGrid>
        <TextField path="name" label={t('Name')} span={8} required />
        <TextField path="code" label={t('Code')} span={4} required />
        <NumberField path="minutes" label={t('Length')} span={4} suffix={t('min')} required />
        <NumberField path="buffer_before" label={t('Kept free before')} span={4} suffix={t('min')} />
        <NumberField path="buffer_after" label={t('Kept free after')} span={4} suffix={t('min')} />
        <ChoiceField path="grid_minutes" label={t('Begins every')} span={4} choices={grids.map((minutes) => ({ value: String(minutes), label: t('{minutes} min', { minutes }) }))} />
        <NumberField path="notice_minutes" label={t('At least so long before')} span={4} suffix={t('min')} />
        <NumberField path="horizon_days" label={t('At most so far ahead')} span={4} suffix={t('days')} />
        <NumberField path="places" label={t('Patients together')} span={4} description={t('More than one: a group.')} />
        <MultiChoiceField path="bookable_by" label={t('Who may book it')} choices={bookers.map((value) => ({ value, label: t(bookerWords[value]) }))} />
        <ChoiceField path="colour" label={t('Colour')} span={6} choices={colours.map((value) => ({ value, label: t(colourWords[value]) }))} />
        <ChoiceField path="shape" label={t('Shape')} span={6} choices={shapes.map((value) => ({ value, label: t(shapeWords[value]) }))} />
        <CheckField path="protected" label={t('Not moved for somebody urgent')} description={t('Such as chemotherapy, dialysis, antenatal care, after an operation.')} />
        <CheckField path="active" label={t('In use')} description={t('A closed kind is booked no more; those that are booked stay.')} />
      </FieldGrid>
    </FormFrame>
  );
}
