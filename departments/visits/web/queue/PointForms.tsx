import { Button, Checkbox, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { isProblem, useServerWords, useWords } from '@openward/platform/ui';
import { useState, type ReactNode } from 'react';
import { pointKinds, type PointKind, type QueueRoom, type ServicePoint, type TokenDisplay } from '../../contract/index.ts';
import { schedulingQueries, staffQueries, visits } from '../client.ts';
import classes from './queue.module.css';
import { pointKindWords } from './words.ts';

interface SettingFormProps {
  save: () => Promise<unknown>;
  close: () => void;
  ready: boolean;
  more?: ReactNode;
  children: ReactNode;
}

/** Saves a setting, or says what is wrong with it. */
function SettingForm({ save, close, ready, more, children }: SettingFormProps) {
  const t = useWords();
  const say = useServerWords();
  const saving = useMutation({ mutationFn: save, onSuccess: close });
  return (
    <form className={classes.dialog} onSubmit={(event) => { event.preventDefault(); saving.mutate(); }}>
      {children}
      {saving.error !== null && <div role="alert">{isProblem(saving.error) ? say(saving.error.message) : String(saving.error)}</div>}
      <div className={classes.acts}>{more}<Button type="submit" loading={saving.isPending} disabled={!ready}>{t('Save')}</Button></div>
    </form>
  );
}

/** A service point: its letter, where it belongs, and how long one waits at most. */
export function PointForm({ point, close }: { point: ServicePoint | null; close: () => void }) {
  const t = useWords();
  const [letter, setLetter] = useState(point?.letter ?? '');
  const [name, setName] = useState(point?.name ?? '');
  const [kind, setKind] = useState<PointKind>(point?.kind ?? 'clinic');
  const [department_id, setDepartment] = useState(point?.department_id ?? '');
  const [resource_ids, setResources] = useState(point?.resource_ids ?? []);
  const [urgent_visit_type_ids, setUrgent] = useState(point?.urgent_visit_type_ids ?? []);
  const [target, setTarget] = useState<number | string>(point?.target_minutes ?? 30);
  const [walkIn, setWalkIn] = useState<number | string>(point?.walk_in_minutes ?? 20);
  const [active, setActive] = useState(point?.active ?? true);
  const departments = useQuery(staffQueries.listDepartments.queryOptions({ input: { limit: 200 } }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {} }));
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {} }));
  const input = {
    letter, name, kind, department_id: department_id === '' ? null : department_id, resource_ids, urgent_visit_type_ids, target_minutes: Number(target), walk_in_minutes: Number(walkIn),
  };
  const save = () => (point === null ? visits.addServicePoint(input) : visits.updateServicePoint({ ...input, service_point_id: point.id, version: point.version, active }));
  return (
    <SettingForm save={save} close={close} ready={letter !== '' && name.trim() !== ''}>
      <TextInput label={t('Letter')} description={t('Tokens begin with it: A12.')} required maxLength={2} value={letter} onChange={(event) => setLetter(event.currentTarget.value.toUpperCase())} data-autofocus />
      <TextInput label={t('Name')} required maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect label={t('Kind')} value={kind} onChange={(event) => setKind(event.currentTarget.value as PointKind)} data={pointKinds.map((value) => ({ value, label: t(pointKindWords[value]) }))} />
      <NativeSelect label={t('Department')} value={department_id} onChange={(event) => setDepartment(event.currentTarget.value)} data={[{ value: '', label: t('None') }, ...(departments.data?.departments ?? []).map((each) => ({ value: each.id, label: each.name }))]} />
      <MultiSelect label={t('Calendars')} description={t('Whose appointments come here; none means all of the department.')} searchable value={resource_ids} onChange={setResources} data={(calendars.data?.resources ?? []).map(({ id, name: label }) => ({ value: id, label }))} />
      <MultiSelect label={t('Followed up when somebody does not come')} searchable value={urgent_visit_type_ids} onChange={setUrgent} data={(types.data?.visit_types ?? []).map(({ id, name: label }) => ({ value: id, label }))} />
      <NumberInput label={t('To wait at most, minutes')} min={1} max={600} value={target} onChange={setTarget} />
      <NumberInput label={t('Without an appointment, minutes after their arrival')} min={0} max={240} value={walkIn} onChange={setWalkIn} />
      {point !== null && <Checkbox label={t('People wait here')} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />}
    </SettingForm>
  );
}

/** A room or counter that calls from a queue. */
export function RoomForm({ point, room, close }: { point: ServicePoint; room: QueueRoom | null; close: () => void }) {
  const t = useWords();
  const [name, setName] = useState(room?.name ?? '');
  const [active, setActive] = useState(room?.active ?? true);
  const save = () => (room === null ? visits.addQueueRoom({ service_point_id: point.id, name }) : visits.updateQueueRoom({ room_id: room.id, name, location_id: room.location_id, active, version: room.version }));
  return (
    <SettingForm save={save} close={close} ready={name.trim() !== ''}>
      <TextInput label={t('Name')} description={t('As the display says it: “A12, Room 3”.')} required maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      {room !== null && <Checkbox label={t('Calls from this queue')} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />}
    </SettingForm>
  );
}

/** A public display: what it shows, in which language it speaks, and whether names may be seen. */
export function DisplayForm({ points, display, close }: { points: readonly ServicePoint[]; display: TokenDisplay | null; close: () => void }) {
  const t = useWords();
  const [name, setName] = useState(display?.name ?? '');
  const [service_point_ids, setPoints] = useState(display?.service_point_ids ?? []);
  const [language, setLanguage] = useState(display?.language ?? 'en');
  const [chime, setChime] = useState(display?.chime ?? true);
  const [voice, setVoice] = useState(display?.voice ?? true);
  const [names, setNames] = useState(display?.names ?? false);
  const input = { name, service_point_ids, language, chime, voice, names };
  const save = () => (display === null ? visits.addDisplay(input) : visits.updateDisplay({ ...input, display_id: display.id, version: display.version }));
  return (
    <SettingForm
      save={save} close={close} ready={name.trim() !== '' && service_point_ids.length > 0}
      more={display !== null && <Button variant="default" onClick={() => void visits.removeDisplay({ display_id: display.id }).then(close)}>{t('Take it away')}</Button>}
    >
      <TextInput label={t('Name')} required maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <MultiSelect label={t('Queues that it shows')} required value={service_point_ids} onChange={setPoints} data={points.filter(({ active }) => active).map(({ id, letter, name: label }) => ({ value: id, label: `${letter} · ${label}` }))} />
      <TextInput label={t('Language that it speaks')} description={t('A tag such as en, ar or pt-BR.')} maxLength={20} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} />
      <Checkbox label={t('Chimes at a call')} checked={chime} onChange={(event) => setChime(event.currentTarget.checked)} />
      <Checkbox label={t('Speaks the call')} checked={voice} onChange={(event) => setVoice(event.currentTarget.checked)} />
      <Checkbox label={t('Shows names')} description={t('Only where patients have been told so. Restricted patients are never named.')} checked={names} onChange={(event) => setNames(event.currentTarget.checked)} />
    </SettingForm>
  );
}
