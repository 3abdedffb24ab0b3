import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, MoreFields, NumberField, PickField, TextField, toast, useApiForm, useWords, withoutBlanks } from '@openward/platform/ui';
import type { z } from 'zod';
import { NewChargeRule } from '../../contract/price.ts';
import { useDepartments, useServices } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';
import { HoursFields, hoursOf, noHours, type HoursValues } from '../hours/HoursFields.tsx';
import { classWords, eventKinds, eventWords, visitClasses } from './choices.ts';

interface Values extends Record<string, unknown>, HoursValues {
  name: string; event_kind: string; part: string; visit_class: string; specialty: string; department_id: string; code: string; minutes_from: number | ''; minutes_until: number | ''; per_minutes: number | ''; service_id: string; quantity: string; from: string; until: string;
}

/** Adds a rule of what is charged when something is done. */
export function ChargeRuleForm({ today, close }: { today: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [services, departments] = [useServices(), useDepartments()];
  const blank: Values = { name: '', event_kind: 'consultation', part: '', visit_class: '', specialty: '', department_id: '', code: '', minutes_from: '', minutes_until: '', per_minutes: '', service_id: '', quantity: '1', from: today, until: '', ...noHours };
  const api = useApiForm({
    name: 'billing.charge-rule.new', schema: NewChargeRule, saved: { values: blank },
    toInput: ({ weekdays, time_from, time_until, ...values }: Values) => ({ ...(withoutBlanks(values) as object), hours: hoursOf({ weekdays, time_from, time_until }) }),
    send: (input: z.output<typeof NewChargeRule>, { version: _version, ...context }) => billing.addChargeRule(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="name" label={t('Name')} required autoFocus />
        <ChoiceField path="event_kind" label={t('When')} span={6} choices={eventKinds.map((value) => ({ value, label: t(eventWords[value] ?? value) }))} />
        <ChoiceField path="visit_class" label={t('Kind of visit')} span={6} blank={t('Every kind')} choices={visitClasses.map((value) => ({ value, label: t(classWords[value] ?? value) }))} />
        <PickField path="service_id" label={t('Charges')} span={8} required choices={services} />
        <TextField path="quantity" label={t('How many')} span={4} inputMode="decimal" />
        <DateField path="from" label={t('From')} span={6} required />
        <DateField path="until" label={t('Last day')} span={6} />
      </FieldGrid>
      <MoreFields label={t('Only in some cases')} paths={['specialty', 'department_id', 'code', 'part', 'minutes_from', 'minutes_until', 'per_minutes', 'weekdays', 'time_from', 'time_until']}>
        <FieldGrid>
          <TextField path="specialty" label={t('Specialty')} span={6} />
          <PickField path="department_id" label={t('Department')} span={6} choices={departments} />
          <TextField path="code" label={t('Code of what was done')} description={t('System and code, such as http://snomed.info/sct|80146002')} />
          <NumberField path="minutes_from" label={t('Lasting at least')} span={4} suffix={t('minutes')} />
          <NumberField path="minutes_until" label={t('And less than')} span={4} suffix={t('minutes')} />
          <NumberField path="per_minutes" label={t('Once for each')} span={4} suffix={t('minutes')} />
          <TextField path="part" label={t('Part')} span={6} description={t('Of the rules for one part, only one charges')} />
          <HoursFields />
        </FieldGrid>
      </MoreFields>
    </FormFrame>
  );
}
