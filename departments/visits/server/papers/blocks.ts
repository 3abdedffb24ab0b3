import type { Block } from '@openward/platform/print';
import { printedDate, printedInstant } from '@openward/platform/time';
import type { PaperDetails, PaperKind } from '../../contract/paper.ts';

export const paperTitles: Record<PaperKind, string> = {
  'sick-leave': 'Medical certificate of unfitness for work',
  'referral-letter': 'Referral letter',
  'death-notification': 'Notification of death',
  'notifiable-disease': 'Report of a notifiable disease',
};

const urgencies = { routine: 'Routine', urgent: 'Urgent: within days', emergency: 'Emergency: at once' };
const manners = {
  natural: 'Natural', accident: 'Accident', suicide: 'Intentional self-harm', assault: 'Assault',
  pending: 'Pending investigation', undetermined: 'Could not be determined',
};
const pregnancies = {
  no: 'Not pregnant within the past year', pregnant: 'Pregnant at the time of death', 'within-42-days': 'Within 42 days before death',
  'within-a-year': 'Between 43 days and a year before death', unknown: 'Unknown',
};
const bases = { suspected: 'Suspected', clinical: 'Clinical diagnosis', laboratory: 'Confirmed by the laboratory' };

/** What is known of the patient that a letter or a report repeats. */
export interface ChartFacts {
  allergies: string[];
  problems: string[];
  diagnoses: string[];
  medicines: string[];
}

const fact = (label: string, value: string | null): { label: string; value: string }[] => (value === null || value === '' ? [] : [{ label, value }]);
const section = (title: string, items: readonly string[], none: string | null): Block[] =>
  items.length === 0 && none === null ? [] : [{ kind: 'heading', text: title }, items.length === 0 ? { kind: 'text', text: none ?? '' } : { kind: 'list', items: [...items] }];
const paragraph = (title: string, text: string | null): Block[] => (text === null ? [] : [{ kind: 'heading', text: title }, { kind: 'text', text }]);

/** What a paper says, in the order in which it is read. */
export function blocksOf(details: PaperDetails, chart: ChartFacts, zone: string): Block[] {
  switch (details.kind) {
    case 'sick-leave':
      return [
        { kind: 'text', text: details.capacity === 'unfit'
          ? 'I have examined the person named above and certify that they are unfit for work in the period below.'
          : 'I have examined the person named above and certify that they are fit for light work only in the period below.' },
        { kind: 'facts', facts: [
          ...fact('From', printedDate(details.from)), ...fact('To and including', printedDate(details.to)), ...fact('Diagnosis', details.diagnosis),
        ] },
        ...paragraph('Remarks', details.note),
        { kind: 'signature' },
      ];
    case 'referral-letter':
      return [
        { kind: 'facts', facts: [...fact('To', details.to), ...fact('Urgency', urgencies[details.urgency])] },
        ...paragraph('Question', details.question),
        ...paragraph('History and findings', details.findings),
        ...section('Diagnoses of this visit', chart.diagnoses, null),
        ...section('Allergies', chart.allergies, 'Not recorded'),
        ...section('Problems', chart.problems, 'None recorded'),
        ...section('Medicines', chart.medicines, 'None recorded'),
        { kind: 'signature' },
      ];
    case 'death-notification':
      return [
        { kind: 'facts', facts: [
          ...fact('Died', printedInstant(new Date(details.died_at), zone)), ...fact('Place of death', details.place), ...fact('Manner of death', manners[details.manner]),
          ...fact('Pregnancy', details.pregnancy === null ? null : pregnancies[details.pregnancy]),
        ] },
        { kind: 'heading', text: 'Part I: cause of death, and what it was due to' },
        { kind: 'table', head: ['', 'Cause', 'Time from onset to death'],
          rows: details.causes.map(({ cause, interval }, at) => [`${'abcd'[at] ?? ''}${at === 0 ? ') directly' : ') due to'}`, cause, interval ?? 'not known']) },
        { kind: 'heading', text: 'Part II: what contributed to it' },
        { kind: 'text', text: details.contributing ?? 'Nothing is recorded' },
        { kind: 'signature' },
      ];
    case 'notifiable-disease':
      return [
        { kind: 'facts', facts: [
          ...fact('Reported to', details.reported_to), ...fact('Disease', details.code === null ? details.disease : `${details.disease} (${details.code})`),
          ...fact('Certainty', bases[details.basis]), ...fact('Onset', details.onset === null ? 'not known' : printedDate(details.onset)),
        ] },
        ...paragraph('Remarks', details.note),
        { kind: 'signature' },
      ];
  }
}

/** Why these details are not to be printed; null where they may be. */
export function faultOf(details: PaperDetails, { deceased, now }: { deceased: boolean; now: Date }): { field: string; code: string; message: string } | null {
  if (details.kind === 'sick-leave') {
    if (details.to < details.from) return { field: 'details.to', code: 'visits.period_order', message: 'Comes before the first day' };
    if (Date.parse(details.to) - Date.parse(details.from) > 366 * 86_400_000) return { field: 'details.to', code: 'visits.period_long', message: 'Is more than a year after the first day' };
    if (deceased) return { field: 'details.kind', code: 'visits.patient_deceased', message: 'The patient is recorded as deceased' };
  }
  if (details.kind === 'death-notification') {
    if (!deceased) return { field: 'details.kind', code: 'visits.patient_lives', message: 'The death is recorded in the registration first' };
    if (Date.parse(details.died_at) > now.getTime()) return { field: 'details.died_at', code: 'visits.in_the_future', message: 'Lies in the future' };
  }
  if (details.kind === 'notifiable-disease' && details.onset !== null && Date.parse(details.onset) > now.getTime()) {
    return { field: 'details.onset', code: 'visits.in_the_future', message: 'Lies in the future' };
  }
  return null;
}
