import { useDebouncedValue } from '@mantine/hooks';
import { Select } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useFormAround, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { NewVisit, type Visit } from '../../contract/index.ts';
import { choicesOf, classWords } from '../choices.ts';
import { staffQueries, visitQueries, visits } from '../client.ts';
import classes from '../visits.module.css';

interface OpenVisitProps {
  patient_id: string;
  close: () => void;
  onDone: (visit: Visit) => void;
}

/** Opens a visit in the chart. What has to be said twice (an open visit, a patient who died) is asked here. */
export function OpenVisit({ patient_id, close, onDone }: OpenVisitProps) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ although_open?: true; after_death?: true; why: string } | null>(null);
  const consults = may('visits.write');
  const api = useApiForm({
    name: 'visits.open',
    patient: patient_id,
    schema: NewVisit,
    saved: { values: { class: 'outpatient', status: consults ? 'in-progress' : 'arrived', department_id: '', location_id: '', practitioner_id: '', reason: '', referred_by: '' } },
    toInput: ({ class: kind, status, department_id, location_id, practitioner_id, reason, referred_by }) => ({
      class: kind, status,
      department_id: department_id || null,
      location_id: location_id || null,
      ...(practitioner_id === '' || practitioner_id === null ? {} : { practitioner_id }),
      reasons: reason.trim() === '' ? [] : [{ text: reason }],
      referred_by: referred_by.trim() === '' ? null : referred_by,
      although_open: asked?.although_open ?? false,
      after_death: asked?.after_death ?? false,
    }),
    send: (input: Parameters<typeof visits.open>[0], { version: _version, ...context }) => visits.open({ ...input, patient_id }, { context }),
    onProblem: ({ code, message }) => {
      if (code === 'visits.open_already') setAsked({ ...asked, although_open: true, why: message });
      else if (code === 'visits.patient_deceased') setAsked({ ...asked, after_death: true, why: message });
      else return false;
      return true;
    },
    onDone: async (visit) => {
      await client.invalidateQueries({ queryKey: visitQueries.key() });
      toast({ text: t('The visit is open') });
      onDone(visit);
    },
  });
  return (
    <FormFrame of={api} submitLabel={asked === null ? t('Open the visit') : t('Open it all the same')} onCancel={() => { api.discard(); close(); }}>
      {asked !== null && <div className={classes.notice} role="alert">{t(asked.why)}</div>}
      <FieldGrid>
        <ChoiceField path="class" label={t('Kind')} span={6} choices={choicesOf(classWords, t)} />
        <ChoiceField
          path="status" label={t('The patient')} span={6}
          choices={[
            ...(consults ? [{ value: 'in-progress', label: t('is being seen now') }] : []),
            { value: 'arrived', label: t('is here and waits') }, { value: 'planned', label: t('is expected') },
          ]}
        />
        <TextField path="reason" label={t('Reason')} span={12} description={t('What brings the patient, in words; a code can be given in the visit.')} />
        <StaffPick path="practitioner_id" label={t('Seen by')} description={may('visits.close') ? t('You, where nobody is chosen.') : undefined} />
        <DepartmentPick path="department_id" label={t('Department')} />
        <PlacePick path="location_id" label={t('Place')} />
        <TextField path="referred_by" label={t('Sent by')} span={12} />
      </FieldGrid>
    </FormFrame>
  );
}

interface PickProps {
  path: string;
  label: string;
  description?: string | undefined;
}

/** Somebody of the staff, found by name. */
export function StaffPick(props: PickProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({
    ...staffQueries.list.queryOptions({ input: { limit: 50, ...(asked === '' ? {} : { query: asked }) } }),
    placeholderData: keepPreviousData,
  });
  const choices = (found.data?.staff ?? []).map(({ id, display_name, works }) => ({ value: id, label: [display_name, works[0]?.title].filter(Boolean).join(' · ') }));
  return <Pick {...props} choices={choices} text={text} setText={setText} />;
}

export function DepartmentPick(props: PickProps) {
  const [text, setText] = useState('');
  const found = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { limit: 200 } }), staleTime: 60_000 });
  const wanted = text.toLocaleLowerCase();
  const choices = (found.data?.departments ?? []).filter(({ active, kind }) => active && kind !== 'hospital').map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  return <Pick {...props} choices={choices} text={text} setText={setText} />;
}

export function PlacePick(props: PickProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim().replace(/ · .*$/, ''), 150);
  const found = useQuery({
    ...staffQueries.listLocations.queryOptions({ input: { active: true, limit: 50, ...(asked === '' ? {} : { query: asked }) } }),
    placeholderData: keepPreviousData,
  });
  const choices = (found.data?.locations ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }));
  return <Pick {...props} choices={choices} text={text} setText={setText} />;
}

/** One of many, found by typing; the choices are sieved already. */
function Pick({ path, label, description, choices, text, setText }: PickProps & { choices: { value: string; label: string }[]; text: string; setText: (text: string) => void }) {
  const t = useWords();
  const { form } = useFormAround();
  const { defaultValue, ...props } = form.getInputProps(path) as { defaultValue?: string; onChange: (value: string | null) => void; error?: string };
  return (
    <Select
      key={form.key(path)} {...props} defaultValue={defaultValue || null} label={label} {...(description === undefined ? {} : { description })}
      className="field" data={choices} searchable clearable searchValue={text} onSearchChange={setText} filter={({ options }) => options}
      clearButtonProps={{ 'aria-label': t('Clear') }} nothingFoundMessage={t('Nothing is found')}
    />
  );
}
