import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Emergency } from '../../contract/index.ts';
import { staffQueries, visits } from '../client.ts';
import classes from './emergency.module.css';

/** Where the patient lies, who looks after them, and what comes next. */
export function PlacePart({ one, done }: { one: Emergency; done: () => Promise<void> }) {
  const t = useWords();
  const [place, setPlace] = useState(one.location_id);
  const [nurse, setNurse] = useState(one.nurse_id);
  const [next, setNext] = useState(one.next_step ?? '');
  const [legal, setLegal] = useState(one.medico_legal);
  const places = useQuery({ ...staffQueries.listLocations.queryOptions({ input: { active: true, limit: 200 } }), staleTime: 60_000 });
  const staff = useQuery({ ...staffQueries.list.queryOptions({ input: { limit: 200 } }), staleTime: 60_000 });
  const { patient_id, visit_id, version, arrival_mode, medico_legal_note, next_of_kin } = one;
  const save = useMutation({
    mutationFn: () => visits.updateEmergency({
      patient_id, visit_id, version, arrival_mode, medico_legal_note, next_of_kin, location_id: place, nurse_id: nurse, next_step: next.trim() === '' ? null : next.trim(), medico_legal: legal,
    }),
    onSettled: done,
  });
  return (
    <form className={classes.form} aria-label={t('Place and next step')} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <div className={classes.two}>
        <Select label={t('Bed or cubicle')} data={(places.data?.locations ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))} value={place} onChange={setPlace} searchable clearable clearButtonProps={{ 'aria-label': t('Clear') }} />
        <Select label={t('Nurse')} data={(staff.data?.staff ?? []).map(({ id, display_name }) => ({ value: id, label: display_name }))} value={nurse} onChange={setNurse} searchable clearable clearButtonProps={{ 'aria-label': t('Clear') }} />
        <TextInput label={t('Next step')} value={next} maxLength={200} onChange={(event) => setNext(event.currentTarget.value)} />
      </div>
      <Checkbox label={t('Medico-legal: the police or a court may ask')} checked={legal} onChange={(event) => setLegal(event.currentTarget.checked)} />
      {save.error !== null && <div role="alert" className={classes.notice}>{t(save.error.message)}</div>}
      <Button type="submit" variant="default" loading={save.isPending}>{t('Save place and next step')}</Button>
    </form>
  );
}
