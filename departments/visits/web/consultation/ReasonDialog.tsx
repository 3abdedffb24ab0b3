import { Modal } from '@mantine/core';
import { FormFrame, TextField, toast, useApiForm, useWords, words } from '@openward/platform/ui';
import { z } from 'zod';
import { line, type Visit } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { useKeepVisit } from './useVisit.ts';

/** What asks for a reason. */
export type AskedAct = 'cancel' | 'reopen' | 'withdraw';

const asks: Record<AskedAct, { title: string; button: string; done: string }> = {
  cancel: { title: words('Call the visit off'), button: words('Call off'), done: words('The visit is called off') },
  reopen: { title: words('Open the visit again'), button: words('Open again'), done: words('The visit is open again') },
  withdraw: { title: words('The visit was entered in error'), button: words('Entered in error'), done: words('The visit is marked as entered in error') },
};
const Reason = z.object({ reason: line(500) });

/** Asks why, and does it. */
export function ReasonDialog({ act, visit, close }: { act: AskedAct; visit: Visit; close: () => void }) {
  const t = useWords();
  const keep = useKeepVisit();
  const { title, button, done } = asks[act];
  const api = useApiForm({
    name: `visits.${act}.${visit.id}`,
    patient: visit.patient_id,
    draft: false,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      visits[act]({ patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, reason }, { context }),
    onDone: async (saved) => {
      await keep(saved);
      toast({ text: t(done) });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t(title)} closeButtonProps={{ 'aria-label': t('Close') }}>
      <FormFrame of={api} submitLabel={t(button)} onCancel={close}>
        <TextField path="reason" label={t('Reason')} required autoFocus />
      </FormFrame>
    </Modal>
  );
}
