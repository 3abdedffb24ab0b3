import { Button, Modal, Text } from '@mantine/core';
import { IconHammer } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, NoteField, ServerProblem, useApiForm, usePermissions, useSession, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import { patients } from '../client.ts';
import classes from './ChartFrame.module.css';

const Reason = z.object({ reason: z.string().trim().min(5).max(500) });
const closed: ReadonlySet<string> = new Set(['access.restricted', 'access.no_relation', 'access.consent', 'access.other_place']);

/** Offers to open a record that is closed to this person: in an emergency, for a reason, and reviewed. */
export function BreakGlass({ patient_id, error }: { patient_id: string; error: unknown }) {
  const t = useWords();
  const may = usePermissions();
  const [asking, ask] = useState(false);
  if (!(error instanceof ServerProblem && closed.has(error.code)) || !may('patients.break_glass')) return null;
  return (
    <div className={classes.notice} data-tone="danger" role="status">
      <span>{t('This record is closed to you. In an emergency you can open it; somebody reviews it.')}</span>
      <Button size="compact-sm" color="red" leftSection={<IconHammer size={15} aria-hidden />} onClick={() => ask(true)}>{t('Break the glass')}</Button>
      {asking && <BreakGlassDialog patient_id={patient_id} close={() => ask(false)} />}
    </div>
  );
}

/** Asks for the reason; whatever was refused is asked anew afterwards. */
export function BreakGlassDialog({ patient_id, close }: { patient_id: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'patients.break-glass',
    patient: patient_id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) => patients.breakGlass({ patient_id, reason }, { context }),
    onDone: async () => {
      close();
      // All that was refused is asked anew, and the session knows of the glass.
      await client.invalidateQueries();
    },
  });
  return (
    <Modal opened onClose={close} title={t('Break the glass')}>
      <Text mb="sm">{t('The record opens for a while, to you alone. The privacy officer is told at once, with your name and your reason, and reviews all that you open.')}</Text>
      <FormFrame of={api} submitLabel={t('Break the glass')} onCancel={close}>
        <NoteField path="reason" label={t('Reason')} rows={2} required />
      </FormFrame>
    </Modal>
  );
}

/** Says that this record is open only because this person broke the glass. */
export function BrokenGlassNotice({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const { broken_glass } = useSession();
  if (!broken_glass.includes(patient_id)) return null;
  return (
    <div className={classes.notice} data-tone="danger" role="status">
      <span>{t('You broke the glass of this record. It closes by itself, and somebody reviews all that you open.')}</span>
    </div>
  );
}
