import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groupNumber, toast, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Band } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { PatientSelect } from '../patient/PatientSelect.tsx';
import classes from './emergency.module.css';

/** Who wears a band; who somebody recognised them to be, and how that is said and taken back. */
export function IdentityCell({ incident_id, band, done }: { incident_id: string; band: Band; done: () => Promise<void> }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const [asking, setAsking] = useState(false);
  const { number, known } = band;
  const undo = useMutation({ mutationFn: () => visits.unlinkBand({ incident_id, number }), onSettled: done });
  return (
    <>
      <Link to={`/patients/${band.patient_id}/visits` as string}><Value>{band.patient_name}</Value></Link>
      {known !== null && (
        <div>
          {t('Recognised as')} <Link to={`/patients/${known.patient_id}` as string}><strong><Value>{known.name}</Value></strong></Link> <Value script="latin">{groupNumber(known.hospital_number)}</Value>
          <div className="quiet"><Value>{known.reason}</Value> · <Value>{known.by}</Value></div>
          {may('patients.identify') && <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate()} aria-label={t('{band} is somebody else', { band: band.code })}>{t('It is somebody else')}</Button>}{' '}
          {may('patients.merge') && <Button component={Link} size="compact-sm" variant="default" to={`/patients/merge?surviving=${known.patient_id}&merged=${band.patient_id}` as string}>{t('Merge the records…')}</Button>}
        </div>
      )}
      {undo.error !== null && <div role="alert">{say(undo.error.message)}</div>}
      {band.unknown && known === null && may('patients.identify') && <> <Button size="compact-sm" variant="default" onClick={() => setAsking(true)} aria-label={t('Who is {band}?', { band: band.code })}>{t('Who is it?')}</Button></>}
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('Who is {band}?', { band: band.code })} closeButtonProps={{ 'aria-label': t('Close') }}>
        {asking && <Recognise incident_id={incident_id} number={number} done={async () => { setAsking(false); toast({ text: t('Those who keep records are asked to merge the two') }); await done(); }} />}
      </Modal>
    </>
  );
}

function Recognise({ incident_id, number, done }: { incident_id: string; number: number; done: () => Promise<void> }) {
  const t = useWords();
  const say = useServerWords();
  const [patient_id, setPatient] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const link = useMutation({ mutationFn: (id: string) => visits.identifyBand({ incident_id, number, patient_id: id, reason: reason.trim() }), onSuccess: done });
  return (
    <form className={classes.form} onSubmit={(event) => { event.preventDefault(); if (patient_id !== null) link.mutate(patient_id); }}>
      <PatientSelect label={t('Registered patient')} required value={patient_id} onChange={setPatient} />
      <TextInput label={t('By what they were recognised')} required maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <p className="quiet">{t('Both records stay as they are until they are merged. It can be taken back.')}</p>
      {link.error !== null && <div role="alert" className={classes.notice}>{say(link.error.message)}</div>}
      <Button type="submit" loading={link.isPending} disabled={patient_id === null || reason.trim() === ''}>{t('It is this patient')}</Button>
    </form>
  );
}
