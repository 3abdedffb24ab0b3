import { Button, Modal } from '@mantine/core';
import { FormFrame, NoteField, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { recordsContract, type OxygenScale } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { useVitalsChanged } from './useVitals.ts';

const schema = recordsContract.setOxygenScale['~orpc'].inputSchema!;

/** Which SpO₂ scale is used; who may prescribe it changes it here. */
export function OxygenScaleButton({ patient_id, prescribed }: { patient_id: string; prescribed: OxygenScale }) {
  const t = useWords();
  const may = usePermissions();
  const [open, setOpen] = useState(false);
  const now = prescribed.scale === 2 ? t('SpO₂ scale 2: target 88–92 %') : t('SpO₂ scale 1');
  if (!may('records.oxygen_scale')) return <span className="quiet">{now}</span>;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {now}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={prescribed.scale === 2 ? t('Use SpO₂ scale 1 again') : t('Prescribe SpO₂ scale 2')}>
        {open && <ScaleForm patient_id={patient_id} prescribed={prescribed} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function ScaleForm({ patient_id, prescribed, close }: { patient_id: string; prescribed: OxygenScale; close: () => void }) {
  const t = useWords();
  const changed = useVitalsChanged();
  const scale = prescribed.scale === 2 ? 1 : 2;
  const form = useApiForm({
    name: 'records.oxygen_scale',
    patient: patient_id,
    schema,
    saved: { values: { reason: '' } },
    toInput: ({ reason }) => ({ patient_id, scale, reason, ...(prescribed.version === null ? {} : { version: prescribed.version }) }),
    send: (input) => recordClient.setOxygenScale(input),
    onDone: async () => {
      await changed();
      close();
    },
  });
  return (
    <FormFrame of={form} submitLabel={scale === 2 ? t('Prescribe scale 2') : t('Use scale 1')} onCancel={close}>
      <p>{t('Scale 2 is only for confirmed hypercapnic respiratory failure, with a prescribed target saturation of 88–92 %.')}</p>
      <NoteField path="reason" label={t('Why')} required />
    </FormFrame>
  );
}
