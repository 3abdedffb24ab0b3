import { Button, Menu, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { failureToast, FormFrame, TextField, ServerProblem, toast, useApiForm, usePermissions, useServerWords, useWords, words } from '@openward/platform/ui';
import { line } from '@openward/platform/fhir';
import { useState } from 'react';
import { z } from 'zod';
import type { orderStates } from '../../contract/index.ts';
import { mayBecome, needsReason } from '../../rules/orders/states.ts';
import { orderStateWords, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { AnyShown } from '../statements/sort.ts';
import { ResumeForm } from './ResumeForm.tsx';

type State = (typeof orderStates)[number];
const acts: Record<State, string> = {
  completed: words('It is done'), 'on-hold': words('Hold'), active: words('Resume'), stopped: words('Stop'), cancelled: words('Cancel the order'),
};
const Reason = z.object({ reason: line(500) });

interface OrderActsProps {
  shown: AnyShown;
  patient_id: string;
}

/** What may become of an order; what needs a reason asks for it. */
export function OrderActs({ shown, patient_id }: OrderActsProps) {
  const t = useWords();
  const tell = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [asked, setAsked] = useState<State | null>(null);
  const type = shown.type as 'ServiceRequest';
  const possible = (Object.keys(acts) as State[]).filter((state) => mayBecome(shown.status, state) && !(state === 'stopped' && type === 'ServiceRequest'));
  async function become(state: State): Promise<void> {
    if (needsReason(state) || state === 'active') return setAsked(state);
    try {
      await recordClient.orders.state({ patient_id, type, id: shown.id, version: shown.version, state });
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? tell(error.message) : t('This could not be saved'));
    }
  }
  return (
    <>
      <span className="quiet">{wordFor(orderStateWords, shown.status, t)}</span>
      {possible.length > 0 && may('records.order') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" aria-label={t('What becomes of {what}', { what: shown.title })}>
              {t('Change …')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {possible.map((state) => (
              <Menu.Item key={state} onClick={() => void become(state)}>
                {t(acts[state])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={asked === null ? '' : t(acts[asked])} closeButtonProps={{ 'aria-label': t('Close') }}>
        {asked === 'active' && <ResumeForm shown={shown} patient_id={patient_id} close={() => setAsked(null)} />}
        {asked !== null && asked !== 'active' && <ReasonForm shown={shown} patient_id={patient_id} state={asked} close={() => setAsked(null)} />}
      </Modal>
    </>
  );
}

function ReasonForm({ shown: { type, id, version }, patient_id, state, close }: OrderActsProps & { state: State; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `records.order.${id}.${state}`,
    patient: patient_id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      recordClient.orders.state({ patient_id, type: type as 'ServiceRequest', id, version, state, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t(acts[state])} onCancel={close}>
      <TextField path="reason" label={t('Why')} required span={12} autoFocus />
    </FormFrame>
  );
}
