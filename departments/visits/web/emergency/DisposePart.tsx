import { Button, Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Emergency, EmergencyDisposition } from '../../contract/index.ts';
import { choicesOf } from '../choices.ts';
import { staffQueries, visits } from '../client.ts';
import classes from './emergency.module.css';
import { endWords } from './words.ts';

/** Where the patient goes. Admitting asks for a bed and begins the boarding clock; everything else ends the visit. */
export function DisposePart({ one, done }: { one: Emergency; done: () => Promise<void> }) {
  const t = useWords();
  const may = usePermissions();
  const { patient_id, visit_id, version } = one;
  const of = { patient_id, visit_id, version };
  const unseen = one.state === 'to-triage' || one.state === 'waiting';
  const depart = useMutation({ mutationFn: () => visits.departEmergency(of), onSuccess: done });
  const left = useMutation({ mutationFn: () => visits.leftUnseen({ ...of }), onSuccess: done });
  const problem = depart.error ?? left.error;
  return (
    <section className={classes.form} aria-label={t('Where the patient goes')}>
      {problem !== null && <div role="alert" className={classes.notice}>{t(problem.message)}</div>}
      {one.state === 'boarding' && may('emergency.triage') && <Button loading={depart.isPending} onClick={() => depart.mutate()}>{t('Has left for the ward')}</Button>}
      {unseen && may('emergency.triage') && <Button variant="default" loading={left.isPending} onClick={() => left.mutate()}>{t('Has left before being seen')}</Button>}
      {!unseen && may('emergency.treat') && <Decide one={one} done={done} />}
    </section>
  );
}

function Decide({ one, done }: { one: Emergency; done: () => Promise<void> }) {
  const t = useWords();
  const [where, setWhere] = useState<EmergencyDisposition>(one.state === 'dead' ? 'died' : 'home');
  const [note, setNote] = useState('');
  const [ward, setWard] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const [witness, setWitness] = useState('');
  const [signed, setSigned] = useState(false);
  const departments = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { limit: 200 } }), staleTime: 60_000 });
  const { patient_id, visit_id, version } = one;
  const dispose = useMutation({
    mutationFn: () => visits.dispose({
      patient_id, visit_id, version, disposition: where, note: note.trim() === '' ? null : note.trim(), bed_department_id: where === 'admit' ? ward : null,
      form: where === 'against-advice' ? { told: told.trim(), witness: witness.trim(), signed } : null,
    }),
    onSuccess: done,
  });
  const { 'left-unseen': _unseen, ...seenWords } = endWords;
  const incomplete = (where === 'admit' && ward === null) || (where === 'against-advice' && (told.trim() === '' || witness.trim() === ''));
  return (
    <form className={classes.form} onSubmit={(event) => { event.preventDefault(); dispose.mutate(); }}>
      <NativeSelect label={t('The patient goes')} value={where} onChange={(event) => setWhere(event.currentTarget.value as EmergencyDisposition)} data={choicesOf(seenWords, t)} />
      {where === 'admit' && (
        <Select
          label={t('Ward that is asked for a bed')} required searchable value={ward} onChange={setWard}
          data={(departments.data?.departments ?? []).filter(({ active, kind }) => active && kind !== 'hospital').map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {where === 'against-advice' && (
        <>
          <Textarea label={t('What the patient was told')} required rows={3} value={told} onChange={(event) => setTold(event.currentTarget.value)} />
          <TextInput label={t('Who saw it')} required value={witness} onChange={(event) => setWitness(event.currentTarget.value)} />
          <Button component="a" variant="default" href={`/api/patients/${patient_id}/emergency/${visit_id}/advice-form`} target="_blank" rel="noopener">{t('Print the form to sign')}</Button>
          <Checkbox label={t('The patient has signed')} checked={signed} onChange={(event) => setSigned(event.currentTarget.checked)} />
        </>
      )}
      <Textarea label={t('Remarks')} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {where === 'died' && <p>{t('The death is recorded with the patient.')} <Link to={`/patients/${patient_id}/visits`}>{t('The notification is issued under Papers.')}</Link></p>}
      {dispose.error !== null && <div role="alert" className={classes.notice}>{t(dispose.error.message)}</div>}
      <Button type="submit" variant="default" loading={dispose.isPending} disabled={incomplete}>{where === 'admit' ? t('Ask for the bed') : t('End the emergency visit')}</Button>
    </form>
  );
}
