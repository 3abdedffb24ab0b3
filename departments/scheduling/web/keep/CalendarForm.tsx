import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, NumberField, PickField, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { NewResource, resourceKinds, type Resource, type ResourceKind } from '../../contract/index.ts';
import { scheduling, schedulingQueries, staffQueries } from '../client.ts';
import { PlacePick } from './PlacePick.tsx';
import { resourceKindWords } from './words.ts';

interface Values extends Record<string, unknown> {
  kind: ResourceKind;
  name: string;
  practitioner_id: string | null;
  location_id: string | null;
  department_id: string | null;
  languages: string;
  lanes: number;
  overbooking: number;
  active: boolean;
}

/** What a calendar is of, and how many it serves at one time. */
export function CalendarForm({ calendar, close }: { calendar: Resource | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const departments = useQuery(staffQueries.listDepartments.queryOptions({ input: { active: true, limit: 200 } }));
  const valuesOf = ({ kind, name, practitioner_id, location_id, department_id, languages, lanes, overbooking, active }: Resource): Values =>
    ({ kind, name, practitioner_id, location_id, department_id, languages: languages.join(', '), lanes, overbooking, active });
  const blank: Values = { kind: 'clinician', name: '', practitioner_id: null, location_id: null, department_id: null, languages: '', lanes: 1, overbooking: 0, active: true };
  const api = useApiForm({
    name: `scheduling.calendar.${calendar?.id ?? 'new'}`,
    schema: NewResource,
    saved: calendar === null ? { values: blank } : { values: valuesOf(calendar), version: calendar.version },
    toInput: ({ languages, practitioner_id, location_id, department_id, ...values }) => ({
      ...values, practitioner_id: values.kind === 'clinician' ? practitioner_id || null : null, location_id: location_id || null, department_id: department_id || null,
      languages: languages.split(/[\s,]+/).filter(Boolean),
    }),
    send: (input: NewResource, { version = calendar?.version ?? 1, ...context }) => (calendar === null
      ? scheduling.addResource(input, { context })
      : scheduling.updateResource({ resource_id: calendar.id, version, ...input }, { context })),
    ...(calendar === null ? {} : {
      readAgain: async () => {
        const { resources } = await scheduling.resources({});
        const now = resources.find(({ id }) => id === calendar.id) ?? calendar;
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
        <ChoiceField path="kind" label={t('Calendar of')} span={4} choices={resourceKinds.map((value) => ({ value, label: t(resourceKindWords[value]) }))} />
        <TextField path="name" label={t('Name')} span={8} required />
        <WhoField named={calendar?.name} />
        <PlacePick path="location_id" label={t('Place')} />
        <PickField path="department_id" label={t('Department')} span={6} choices={(departments.data?.departments ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))} />
        <TextField path="languages" label={t('Languages that are spoken')} span={6} description={t('Tags such as en, ar, pt-BR')} />
        <NumberField path="lanes" label={t('Appointments at one time')} span={3} />
        <NumberField path="overbooking" label={t('More on purpose')} span={3} />
        <CheckField path="active" label={t('In use')} description={t('A closed calendar takes no more appointments.')} />
      </FieldGrid>
    </FormFrame>
  );
}

/** For a clinician: who of the staff it is. */
function WhoField({ named }: { named: string | undefined }) {
  const t = useWords();
  const [text, setText] = useState(named ?? '');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const kind = useFieldValue('kind');
  const found = useQuery({
    ...staffQueries.list.queryOptions({ input: { limit: 50, ...(asked === '' || asked === named ? {} : { query: asked }) } }), placeholderData: keepPreviousData, enabled: kind === 'clinician',
  });
  if (kind !== 'clinician') return null;
  return (
    <PickField
      path="practitioner_id" label={t('Who it is')} required placeholder={t('Name, number or specialty')} search={{ text, change: setText }}
      choices={(found.data?.staff ?? []).map(({ id, display_name, specialties }) => ({ value: id, label: [display_name, ...specialties].join(' · ') }))}
    />
  );
}
