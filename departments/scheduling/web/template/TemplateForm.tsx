import { Button, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, MultiChoiceField, NumberField, TextField, toast, useApiForm, useFieldValue, useFormAround, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { NewTemplate, type Template } from '../../contract/index.ts';
import { fromRule, shiftClock, shiftDays, toRule, type PlainRule } from '../../rules/template/recurrence.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { addDays, today } from '../keep/days.ts';
import { EffectView } from '../keep/EffectView.tsx';
import classes from '../keep/keep.module.css';
import { PlacePick } from '../keep/PlacePick.tsx';
import { useEffectOf } from '../keep/useEffectOf.ts';
import { weekdayWords } from '../keep/words.ts';
import { nthWords, plainText } from './rule-text.ts';
import { WaitingView } from './WaitingView.tsx';

interface Values extends Record<string, unknown> {
  resource_id: string;
  title: string;
  every: PlainRule['every'];
  interval: number;
  weekdays: string[];
  nth: string;
  starts_on: string;
  ends_on: string;
  from_clock: string;
  to_clock: string;
  location_id: string | null;
  visit_type_ids: string[];
  released_days_before: string | number;
}

interface TemplateFormProps {
  resource_id: string;
  /** What is changed, or copied. */
  template: Template | null;
  copy?: boolean;
  close: () => void;
}

const plainOf = ({ every, interval, weekdays, nth }: Values): PlainRule => ({ every, interval: Number(interval) || 1, weekdays: weekdays.map(Number), nth: Number(nth) });

/** Recurring sessions by a plain form. What it would do is shown before it is saved. */
export function TemplateForm({ resource_id, template, copy = false, close }: TemplateFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }));
  const changed = copy ? null : template;
  const foreign = template !== null && fromRule(template.rule) === null ? template.rule : null;
  const valuesOf = (each: Template): Values => {
    const plain = fromRule(each.rule) ?? { every: 'week', interval: 1, weekdays: [1], nth: 1 };
    return {
      resource_id: each.resource_id, title: each.title, every: plain.every, interval: plain.interval, weekdays: plain.weekdays.map(String), nth: String(plain.nth), starts_on: each.starts_on,
      ends_on: each.ends_on ?? '', from_clock: each.from_clock, to_clock: each.to_clock, location_id: each.location_id, visit_type_ids: each.visit_type_ids, released_days_before: each.released_days_before ?? '',
    };
  };
  const blank: Values = {
    resource_id, title: '', every: 'week', interval: 1, weekdays: ['1', '2', '3', '4', '5'], nth: '1', starts_on: today(), ends_on: '', from_clock: '09:00', to_clock: '12:00', location_id: null, visit_type_ids: [],
    released_days_before: '',
  };
  const toInput = (values: Values) => ({
    resource_id: values.resource_id, title: values.title, rule: foreign ?? toRule(plainOf(values)), starts_on: values.starts_on, ends_on: values.ends_on === '' ? null : values.ends_on,
    from_clock: values.from_clock, to_clock: values.to_clock, location_id: values.location_id || null, visit_type_ids: values.visit_type_ids,
    released_days_before: values.released_days_before === '' ? null : values.released_days_before,
  });
  const api = useApiForm({
    name: `scheduling.template.${changed?.id ?? `new.${resource_id}`}`,
    schema: NewTemplate,
    draft: false,
    saved: { values: template === null ? blank : { ...valuesOf(template), ...(copy ? { starts_on: today() } : {}) }, ...(changed === null ? {} : { version: changed.version }) },
    toInput,
    send: (input: NewTemplate, { version = changed?.version ?? 1, ...context }) => (changed === null
      ? scheduling.addTemplate({ ...input, moves: effect.moves }, { context })
      : scheduling.updateTemplate({ template_id: changed.id, version, ...input, moves: effect.moves }, { context })),
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
  const effect = useEffectOf((prefer) => scheduling.previewTemplate({ template_id: changed?.id ?? null, ...NewTemplate.parse(toInput(api.form.getValues())), prefer }));
  const active = (types.data?.visit_types ?? []).filter((each) => each.active);
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close} disabled={effect.strands}>
      <FieldGrid>
        <TextField path="title" label={t('Name')} span={6} required />
        {changed === null && (
          <ChoiceField path="resource_id" label={t('Calendar of')} span={6} choices={(calendars.data?.resources ?? []).filter((each) => each.active).map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        {foreign === null ? <DaysFields /> : <p className="quiet">{t('These days were written over the API: {rule}', { rule: foreign })}</p>}
        <DateField path="starts_on" label={t('First day')} required />
        <DateField path="ends_on" label={t('Last day')} description={t('Blank where it goes on')} />
        <TextField path="from_clock" label={t('From')} span={2} required />
        <TextField path="to_clock" label={t('To')} span={2} required />
        <PlacePick path="location_id" label={t('Place')} />
        <NumberField path="released_days_before" label={t('Can be booked from so many days before')} span={6} description={t('Blank for at once')} />
        <MultiChoiceField path="visit_type_ids" label={t('What may be booked; none for anything')} choices={active.map(({ id, name }) => ({ value: id, label: name }))} />
      </FieldGrid>
      {foreign === null && <ShiftBy forget={effect.forget} />}
      <EffectView of={effect} />
      <WaitingView />
    </FormFrame>
  );
}

/** On which days, and what that is in words. */
function DaysFields() {
  const t = useWords();
  const { form } = useFormAround();
  const every = useFieldValue('every') as PlainRule['every'];
  const [interval, weekdays, nth] = [useFieldValue('interval'), useFieldValue('weekdays'), useFieldValue('nth')];
  const plain = plainOf({ ...form.getValues(), every, interval, weekdays, nth } as Values);
  return (
    <>
      <ChoiceField path="every" label={t('Comes again')} span={4} choices={[{ value: 'day', label: t('by days') }, { value: 'week', label: t('by weeks') }, { value: 'month', label: t('by months') }]} />
      <NumberField path="interval" label={t('Every')} span={2} />
      {every === 'month' && <ChoiceField path="nth" label={t('Which of the month')} span={4} choices={['1', '2', '3', '4', '-1'].map((value) => ({ value, label: t(nthWords[value] ?? '') }))} />}
      {every !== 'day' && <MultiChoiceField path="weekdays" label={t('On')} choices={weekdayWords.map((word, at) => ({ value: String(at + 1), label: t(word) }))} />}
      <p className="quiet field" style={{ margin: 0 }} role="status">{plainText(plain, t)}</p>
    </>
  );
}

/** Moves all of it by minutes or days in the form; nothing is saved by it. */
function ShiftBy({ forget }: { forget: () => void }) {
  const t = useWords();
  const { form } = useFormAround();
  const [minutes, setMinutes] = useState<string | number>(0);
  const [days, setDays] = useState<string | number>(0);
  const shift = () => {
    const values = form.getValues() as Values;
    const plain = shiftDays(plainOf(values), Number(days) || 0);
    form.setValues({
      from_clock: shiftClock(values.from_clock, Number(minutes) || 0), to_clock: shiftClock(values.to_clock, Number(minutes) || 0),
      weekdays: plain.weekdays.map(String),
    });
    setMinutes(0);
    setDays(0);
    forget();
  };
  return (
    <div className={classes.row} role="group" aria-label={t('Shift all of it')}>
      <NumberInput label={t('Shift by minutes')} value={minutes} onChange={setMinutes} step={5} min={-720} max={720} w={140} />
      <NumberInput label={t('Shift by days')} value={days} onChange={setDays} min={-6} max={6} w={140} />
      <Button variant="default" onClick={shift}>{t('Shift')}</Button>
      <Button variant="default" onClick={() => {
        form.setFieldValue('ends_on', addDays(today(), 28));
        forget();
      }}
      >{t('End in four weeks')}</Button>
    </div>
  );
}
