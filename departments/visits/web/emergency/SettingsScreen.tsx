import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, LoadingState, Page, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { triageSchemes, type EmergencySettings, type TriageScheme } from '../../contract/index.ts';
import { staffQueries, visitQueries, visits } from '../client.ts';
import classes from './emergency.module.css';
import { levelWords } from './words.ts';

const schemes = [...triageSchemes, 'INCIDENT'] as const;

/** Which departments receive emergencies, by which scheme they triage, and within how many minutes each category is to be seen. */
export default function SettingsScreen() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery(visitQueries.emergencySettings.queryOptions({ input: {} }));
  const done = async () => {
    await client.invalidateQueries({ queryKey: visitQueries.emergencySettings.key() });
    toast({ text: t('Saved') });
  };
  return (
    <Page title={t('Emergency: triage')}>
      <Answer of={found} loading={<LoadingState lines={8} />}>
        {(settings) => (
          <div className={classes.form}>
            <Departments settings={settings} done={done} />
            {schemes.map((scheme) => <Targets key={`${scheme} ${settings.targets.find((each) => each.scheme === scheme)?.version ?? 0}`} scheme={scheme} settings={settings} done={done} />)}
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Departments({ settings, done }: { settings: EmergencySettings; done: () => Promise<void> }) {
  const t = useWords();
  const all = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { limit: 200 } }), staleTime: 60_000 });
  const [added, setAdded] = useState<string | null>(null);
  const set = useMutation({ mutationFn: (input: { department_id: string; scheme: TriageScheme; version: number }) => visits.setEmergencyDepartment(input), onSuccess: done });
  const others = (all.data?.departments ?? []).filter(({ id, active }) => active && !settings.departments.some(({ department_id }) => department_id === id));
  return (
    <Card title={t('Departments that receive emergencies')}>
      <div className={classes.form}>
        {settings.departments.map(({ department_id, name, scheme, version }) => (
          <NativeSelect key={department_id} label={name} value={scheme} data={[...triageSchemes]} onChange={(event) => set.mutate({ department_id, version, scheme: event.currentTarget.value as TriageScheme })} />
        ))}
        <div className={classes.bar}>
          <Select aria-label={t('Department')} placeholder={t('Another department')} data={others.map(({ id, name }) => ({ value: id, label: name }))} value={added} onChange={setAdded} searchable />
          <Button variant="default" disabled={added === null} loading={set.isPending} onClick={() => added !== null && set.mutate({ department_id: added, scheme: 'ESI', version: 0 })}>{t('Add')}</Button>
        </div>
        {set.error !== null && <div role="alert" className={classes.notice}>{t(set.error.message)}</div>}
      </div>
    </Card>
  );
}

function Targets({ scheme, settings, done }: { scheme: (typeof schemes)[number]; settings: EmergencySettings; done: () => Promise<void> }) {
  const t = useWords();
  const own = settings.targets.filter((each) => each.scheme === scheme).sort((one, other) => one.level - other.level);
  const [minutes, setMinutes] = useState(own.map((each) => String(each.minutes)));
  const save = useMutation({ mutationFn: () => visits.setTargets({ scheme, targets: minutes.map((each, at) => ({ level: at + 1, minutes: Number(each) })), version: own[0]?.version ?? 1 }), onSuccess: done });
  return (
    <Card title={scheme === 'INCIDENT' ? t('Sorting in a major incident') : scheme}>
      <form className={classes.form} aria-label={scheme} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <div className={classes.levels}>
          {levelWords.map((word, at) => (
            <TextInput
              key={word} label={`${at + 1} · ${t(word)}`} inputMode="numeric" rightSection={t('min')} value={minutes[at] ?? ''}
              onChange={(event) => { const { value } = event.currentTarget; setMinutes((before) => before.map((each, place) => (place === at ? value : each))); }}
            />
          ))}
        </div>
        {save.error !== null && <div role="alert" className={classes.notice}>{t(save.error.message)}</div>}
        <Button type="submit" variant="default" loading={save.isPending} disabled={minutes.some((each) => !/^\d{1,4}$/.test(each))}>{t('Save targets')}</Button>
      </form>
    </Card>
  );
}
