import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useFieldValue, usePermissions, useWords, Value, type ServerProblem } from '@openward/platform/ui';
import { Fragment, useState } from 'react';
import { z } from 'zod';
import type { MedicineCheck, MedicineLine } from '../../contract/index.ts';
import { tallMan } from '../../rules/medicines/tall-man.ts';
import { choicesOf, reconcileWords } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import { blankDosage, dosageInput, type DosageValues } from './dosage-form.ts';
import { CheckNotice } from './CheckNotice.tsx';
import { DosageFields } from './DosageFields.tsx';
import { identityAskedBy, IdentityQuestion, type IdentityAsked } from './IdentityQuestion.tsx';

interface ReconcileFormProps {
  patient_id: string;
  visit_id?: string | undefined;
  lines: readonly MedicineLine[];
  close: () => void;
}

interface LineValues {
  act: string;
  reason: string;
  dosage: DosageValues;
  override: string;
}

/** What somebody who may not prescribe says of a prescription. */
const askedWords = Object.fromEntries(Object.entries(reconcileWords).filter(([act]) => act === 'continue' || act === 'not_taking'));

/** Goes through the medication list with the patient, line by line. */
export function ReconcileForm({ patient_id, visit_id, lines, close }: ReconcileFormProps) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [checks, setChecks] = useState<Record<string, MedicineCheck>>({});
  const [ask, setAsk] = useState<IdentityAsked | null>(null);
  const [identity, setIdentity] = useState('');
  // An allergy that speaks against what is changed, and a medicine of high risk, interrupt here as they do elsewhere.
  function onProblem({ code, fields, extras }: ServerProblem): boolean {
    const field = fields[0]?.field;
    const asked = identityAskedBy({ code, extras });
    if (asked !== null) setAsk(asked);
    else if (code === 'records.allergy_match' && field !== undefined) setChecks({ ...checks, [field]: extras['check'] as MedicineCheck });
    else return false;
    return true;
  }
  const api = useApiForm({
    name: 'records.medicines.reconcile',
    patient: patient_id,
    draft: false,
    schema: z.unknown(),
    saved: { values: { lines: lines.map((): LineValues => ({ act: 'continue', reason: '', dosage: blankDosage(), override: '' })) } },
    toInput: ({ lines: values }) => lines.map(({ type, id, version }, at) => {
      const { act = 'continue', reason = '', dosage = blankDosage(), override = '' } = values[at] ?? {};
      return { type, id, version, act, ...(reason.trim() === '' ? {} : { reason }), ...(override.trim() === '' ? {} : { override }), ...(act === 'change' ? { dosage: dosageInput(dosage) } : {}) };
    }),
    send: (input: never, { version: _version, ...context }) =>
      recordClient.medicines.reconcile({ patient_id, ...(visit_id === undefined ? {} : { visit_id }), lines: input, ...(identity.trim() === '' ? {} : { identity: identity.trim() }) }, { context }),
    onProblem,
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('The medication list was gone through') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Keep')} onCancel={close}>
      {lines.length === 0 && <p>{t('The patient takes no medicine.')}</p>}
      {lines.map((line, at) => (
        <Fragment key={line.id}>
          <p>
            <strong>
              <Value>{tallMan(line.title)}</Value>
            </strong>{' '}
            <Value>{line.dosage}</Value>
          </p>
          <FieldGrid>
            <ChoiceField path={`lines.${at}.act`} label={t('What is done with {name}', { name: line.title })} span={4} choices={choicesOf(line.type === 'MedicationStatement' || may('records.order') ? reconcileWords : askedWords, t)} />
            <TextField path={`lines.${at}.reason`} label={t('Why')} span={8} />
          </FieldGrid>
          <NewDosage path={`lines.${at}`} />
          <Warned path={`lines.${at}`} check={checks[`lines[${at}].override`]} />
        </Fragment>
      ))}
      {ask !== null && <IdentityQuestion {...ask} value={identity} onChange={setIdentity} />}
    </FormFrame>
  );
}

function NewDosage({ path }: { path: string }) {
  const changed = useFieldValue(`${path}.act`) === 'change';
  return changed ? <DosageFields path={`${path}.dosage`} /> : null;
}

function Warned({ path, check }: { path: string; check: MedicineCheck | undefined }) {
  const t = useWords();
  return check === undefined ? null : (
    <>
      <CheckNotice check={check} />
      <FieldGrid>
        <TextField path={`${path}.override`} label={t('Why it is given all the same')} span={12} required />
      </FieldGrid>
    </>
  );
}
