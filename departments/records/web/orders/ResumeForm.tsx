import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FormFrame, toast, useApiForm, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Concept, MedicineCheck } from '../../contract/index.ts';
import { recordQueries, recordClient } from '../client.ts';
import { CheckNotice } from '../medicines/CheckNotice.tsx';
import { identityAskedBy, IdentityQuestion, type IdentityAsked } from '../medicines/IdentityQuestion.tsx';
import type { AnyShown } from '../statements/sort.ts';

interface ResumeFormProps {
  shown: AnyShown;
  patient_id: string;
  close: () => void;
}

/** Resumes an order that was held: what is recorded by now is compared as for a new one, and who the patient is may be asked again. */
export function ResumeForm({ shown: { type, id, version, statement }, patient_id, close }: ResumeFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const [severe, setSevere] = useState<MedicineCheck | null>(null);
  const [ask, setAsk] = useState<IdentityAsked | null>(null);
  const [override, setOverride] = useState('');
  const [identity, setIdentity] = useState('');
  const concept = type === 'MedicationRequest' ? ((statement as { concept?: Concept } | null)?.concept ?? null) : null;
  const found = useQuery({ ...recordQueries.medicines.check.queryOptions({ input: { patient_id, concept: concept ?? { text: '–' } } }), enabled: concept !== null });
  const check = severe ?? found.data;
  const api = useApiForm({
    name: `records.order.${id}.active`,
    patient: patient_id,
    draft: false,
    schema: z.unknown(),
    saved: { values: {} },
    toInput: () => ({ ...(override.trim() === '' ? {} : { override: override.trim() }), ...(identity.trim() === '' ? {} : { identity: identity.trim() }) }),
    send: (input: object, { version: _version, ...context }) =>
      recordClient.orders.state({ patient_id, type: type as 'ServiceRequest', id, version, state: 'active', ...input }, { context }),
    onProblem: ({ code, extras }) => {
      const asked = identityAskedBy({ code, extras });
      if (asked !== null) setAsk(asked);
      else if (code === 'records.allergy_match') setSevere(extras['check'] as MedicineCheck);
      else return false;
      return true;
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Resume')} onCancel={close}>
      {check !== undefined && <CheckNotice check={{ ...check, duplicates: check.duplicates.filter((each) => each.id !== id) }} />}
      {severe !== null && (
        <TextInput label={t('Why it is given all the same')} required value={override} onChange={(event) => setOverride(event.currentTarget.value)} autoFocus />
      )}
      {ask !== null && <IdentityQuestion {...ask} value={identity} onChange={setIdentity} />}
    </FormFrame>
  );
}
