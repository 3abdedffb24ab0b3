import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, NoteField, TextField, toast, useApiForm, useWords, withoutBlanks } from '@openward/platform/ui';
import { z } from 'zod';
import { line, PaperDetails, type PaperKind, type PaperShown } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import { DeathFields } from './DeathFields.tsx';

/** What each form begins with. */
function blankOf(kind: PaperKind): Record<string, unknown> {
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  switch (kind) {
    case 'sick-leave':
      return { from: today, to: today, capacity: 'unfit', diagnosis: '', note: '' };
    case 'referral-letter':
      return { to: '', urgency: 'routine', question: '', findings: '' };
    case 'death-notification':
      return { died_on: today, died_time: '', place: '', manner: 'natural', causes: [{ cause: '', interval: '' }, { cause: '', interval: '' }, { cause: '', interval: '' }], contributing: '', pregnancy: '' };
    case 'notifiable-disease':
      return { disease: '', code: '', onset: '', basis: 'clinical', reported_to: '', note: '' };
  }
}

/** What is sent of the form: blanks are left out, a day and a time become an instant. */
function detailsOf(kind: PaperKind, values: Record<string, unknown>): unknown {
  if (kind !== 'death-notification') return { ...(withoutBlanks(values) as object), kind };
  const { died_on, died_time, causes, ...rest } = values as { died_on: string; died_time: string; causes: { cause: string }[] };
  const at = new Date(`${died_on}T${died_time === '' ? 'x' : died_time}:00`);
  return {
    ...(withoutBlanks(rest) as object), kind,
    causes: (withoutBlanks(causes.filter(({ cause }) => cause.trim() !== '')) as object[]),
    died_at: Number.isNaN(at.getTime()) ? undefined : at.toISOString(),
  };
}

interface IssuePaperProps {
  kind: PaperKind;
  patient_id: string;
  visit_id: string | null;
  close: () => void;
}

/** Issues a certificate or a letter, and opens it to be printed. */
export function IssuePaper({ kind, patient_id, visit_id, close }: IssuePaperProps) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `visits.paper.${kind}.${visit_id ?? ''}`,
    patient: patient_id,
    schema: PaperDetails,
    prefix: 'details',
    saved: { values: blankOf(kind) },
    toInput: (values) => detailsOf(kind, values),
    send: (details: PaperDetails, { version: _version, ...context }) => visits.issuePaper({ patient_id, visit_id, details }, { context }),
    onDone: async (paper) => {
      await client.invalidateQueries({ queryKey: visitQueries.papers.key() });
      toast({ text: t('Issued under number {number}', { number: paper.number }) });
      window.open(`/api/patients/${patient_id}/papers/${paper.id}/print`, '_blank', 'noopener');
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Issue')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <Fields kind={kind} />
      </FieldGrid>
    </FormFrame>
  );
}

function Fields({ kind }: { kind: PaperKind }) {
  const t = useWords();
  switch (kind) {
    case 'sick-leave':
      return (
        <>
          <DateField path="from" label={t('From')} span={6} required />
          <DateField path="to" label={t('To and including')} span={6} required />
          <ChoiceField path="capacity" label={t('The patient is')} choices={[{ value: 'unfit', label: t('unfit for work') }, { value: 'light', label: t('fit for light work only') }]} />
          <TextField path="diagnosis" label={t('Diagnosis')} description={t('Printed only when the patient wants it: blank where not.')} />
          <NoteField path="note" label={t('Remarks')} rows={2} />
        </>
      );
    case 'referral-letter':
      return (
        <>
          <TextField path="to" label={t('To')} span={8} required />
          <ChoiceField path="urgency" label={t('Urgency')} span={4} choices={[{ value: 'routine', label: t('Routine') }, { value: 'urgent', label: t('Urgent') }, { value: 'emergency', label: t('Emergency') }]} />
          <NoteField path="question" label={t('Question')} rows={3} required />
          <NoteField path="findings" label={t('History and findings')} rows={4} />
        </>
      );
    case 'death-notification':
      return <DeathFields />;
    case 'notifiable-disease':
      return (
        <>
          <TextField path="disease" label={t('Disease')} span={8} required />
          <TextField path="code" label={t('Code')} span={4} />
          <ChoiceField path="basis" label={t('Certainty')} span={6} choices={[{ value: 'suspected', label: t('Suspected') }, { value: 'clinical', label: t('Clinical diagnosis') }, { value: 'laboratory', label: t('Confirmed by the laboratory') }]} />
          <DateField path="onset" label={t('Onset')} span={6} />
          <TextField path="reported_to" label={t('Reported to')} required />
          <NoteField path="note" label={t('Remarks')} rows={2} />
        </>
      );
  }
}

const Reason = z.object({ reason: line(500) });

/** Revokes a paper, with the reason. */
export function RevokePaper({ paper, patient_id, close }: { paper: PaperShown; patient_id: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `visits.paper.revoke.${paper.id}`,
    patient: patient_id,
    draft: false,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) => visits.revokePaper({ patient_id, paper_id: paper.id, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: visitQueries.papers.key() });
      toast({ text: t('The paper is revoked') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Revoke')} onCancel={close}>
      <TextField path="reason" label={t('Reason')} required autoFocus />
    </FormFrame>
  );
}
