import { CloseButton } from '@mantine/core';
import { Answer, FormFrame, NoteField, TextField, toast, useApiForm, useFieldValue, useFormAround, usePermissions, useWords, Value, type Saved } from '@openward/platform/ui';
import { codedText, VisitChanges, type Coded, type Visit } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { AddCoded } from '../coded/AddCoded.tsx';
import classes from '../visits.module.css';
import { useKeepVisit, useVisit } from './useVisit.ts';

interface Values extends Record<string, unknown> {
  reasons: Coded[];
  history_text: string;
  referred_by: string;
  referral_text: string;
}

const savedOf = ({ clinical, version }: Visit): Saved<Values> => ({
  version,
  values: {
    reasons: clinical?.reasons ?? [], history_text: clinical?.history_text ?? '', referred_by: clinical?.referred_by ?? '', referral_text: clinical?.referral_text ?? '',
  },
});

/** Why the patient came, and what they tell. */
export default function ReasonPart({ patient_id, visit_id }: { patient_id: string; visit_id: string }) {
  const may = usePermissions();
  const visit = useVisit(patient_id, visit_id);
  return (
    <Answer of={visit}>
      {(opened) => (may('visits.write') && opened.signed_at === null && opened.next.length > 0 ? <Edit key={opened.id} visit={opened} /> : <Shown visit={opened} />)}
    </Answer>
  );
}

function Edit({ visit }: { visit: Visit }) {
  const t = useWords();
  const keep = useKeepVisit();
  const { id: visit_id, patient_id, department_id, location_id } = visit;
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  const api = useApiForm({
    name: `visits.reason.${visit_id}`,
    patient: patient_id,
    schema: VisitChanges,
    saved: savedOf(visit),
    toInput: ({ reasons, history_text, referred_by, referral_text }) => ({
      department_id, location_id, reasons, history_text: orNull(history_text), referred_by: orNull(referred_by), referral_text: orNull(referral_text),
    }),
    // The version that is shown: a diagnosis that was added on this page is no change of somebody else.
    send: (input: VisitChanges, { version: _version, ...context }) => visits.update({ patient_id, visit_id, version: visit.version, ...input }, { context }),
    readAgain: async () => {
      const now = await visits.read({ patient_id, visit_id });
      await keep(now);
      return savedOf(now);
    },
    onDone: async (saved) => {
      await keep(saved);
      toast({ text: t('Saved') });
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save reason and history')}>
      <Reasons />
      <NoteField path="history_text" label={t('History')} rows={4} />
      <TextField path="referred_by" label={t('Sent by')} />
      <NoteField path="referral_text" label={t('What they ask')} rows={2} />
    </FormFrame>
  );
}

function Reasons() {
  const t = useWords();
  const { form } = useFormAround();
  const reasons = useFieldValue('reasons') as Coded[];
  const set = (next: Coded[]) => form.setFieldValue('reasons', next);
  return (
    <>
      <ul className={classes.list} aria-label={t('Reasons')}>
        {reasons.map((reason, place) => (
          <li key={codedText(reason)}>
            <Value>{codedText(reason)}</Value>
            <CloseButton size="sm" aria-label={t('Take off {what}', { what: codedText(reason) })} onClick={() => set(reasons.filter((_each, at) => at !== place))} />
          </li>
        ))}
      </ul>
      <AddCoded label={t('Reason of the visit')} kind="visit_reason" add={(coded) => set([...reasons.filter((each) => codedText(each) !== codedText(coded)), coded])} />
    </>
  );
}

function Shown({ visit: { clinical } }: { visit: Visit }) {
  const t = useWords();
  if (clinical === null) return null;
  const { reasons, history_text, referred_by, referral_text } = clinical;
  return (
    <>
      <p>{reasons.length === 0 ? <span className="quiet">{t('No reason is recorded')}</span> : <Value>{reasons.map(codedText).join(', ')}</Value>}</p>
      {history_text !== null && <p style={{ whiteSpace: 'pre-wrap' }} dir="auto">{history_text}</p>}
      {referred_by !== null && <p>{t('Sent by')} <Value>{referred_by}</Value></p>}
      {referral_text !== null && <p style={{ whiteSpace: 'pre-wrap' }} dir="auto">{referral_text}</p>}
    </>
  );
}
