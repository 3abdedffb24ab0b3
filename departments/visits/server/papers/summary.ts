import { z } from 'zod';
import { secured } from '@openward/platform/http';
import { paperDocument, type Block } from '@openward/platform/print';
import { printedDate, printedInstant } from '@openward/platform/time';
import { records } from '@openward/records/api';
import { codedText } from '../../contract/index.ts';
import { openVisit } from '../hold.ts';
import { chartFacts } from './chart-facts.ts';
import { frameOf } from './frame.ts';

const format = z.enum(['html', 'pdf']).default('html');
const headings = [
  ['vital', 'Vital signs'], ['laboratory', 'Laboratory'], ['finding', 'Findings'], ['imaging', 'Imaging'], ['procedure', 'Procedures'],
  ['medication', 'Medicines of this visit'], ['immunization', 'Immunisations'], ['order', 'Ordered'], ['document', 'Notes and documents'], ['plan', 'Plan'],
] as const;

/** What happened in a visit, on paper, for whoever sees the patient next. */
export const visitSummary = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/visits/{visit_id}/summary', summary: 'Print the summary of a visit',
    permission: 'records.read', patient: 'input', event: 'visits.summary.print',
  },
  z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid(), format }),
  async (input, act) => {
    const visit = await openVisit(act, input);
    const { paper, zone } = await frameOf(act, input.patient_id);
    const facts = await chartFacts(act.tx, input.patient_id, visit.id);
    const lines = (await records.timeline(act.tx, input.patient_id, { limit: 5000 })).filter(({ visit_id, status }) => visit_id === visit.id && status !== 'entered-in-error');
    const { clinical, signed_by, signed_at, started_at, arrived_at, ended_at, department_name, location_name } = visit;
    const start = started_at ?? arrived_at;
    const told = (instant: string | null) => (instant === null ? [] : [printedInstant(new Date(instant), zone)]);
    const shown = (label: string, value: string | null | undefined) => (value == null || value === '' ? [] : [{ label, value }]);
    const list = (text: string, items: readonly string[], none: string): Block[] => [{ kind: 'heading', text }, items.length === 0 ? { kind: 'text', text: none } : { kind: 'list', items: [...items] }];
    const blocks: Block[] = [
      ...(signed_at === null ? [{ kind: 'notice', text: 'Not signed yet: this may still change' } as const] : []),
      { kind: 'facts', facts: [
        ...shown('Visit', visit.number), ...shown('When', [...told(start), ...told(ended_at)].join(' – ')),
        ...shown('Where', [department_name, location_name].filter(Boolean).join(', ')),
        ...shown('Seen by', visit.participants.map(({ name }) => name).join('; ')),
        ...shown('Reason', clinical.reasons.map(codedText).join(', ')),
      ] },
      ...(clinical.history_text === null ? [] : [{ kind: 'heading', text: 'History' }, { kind: 'text', text: clinical.history_text }] satisfies Block[]),
      ...list('Diagnoses', facts.diagnoses, clinical.no_diagnosis_reason ?? 'None recorded'),
      ...list('Allergies', facts.allergies, 'Not recorded'),
      ...headings.flatMap(([kind, text]) => {
        // The diagnoses stand above; a certificate is a paper of its own.
        const items = lines.filter((line) => line.kind === kind).map(({ title, value, unit, date }) =>
          [[title, [value, unit].filter(Boolean).join(' ')].filter(Boolean).join(': '), date === null || date.startsWith(start?.slice(0, 10) ?? '-') ? '' : `(${printedDate(date)})`].filter(Boolean).join(' '));
        return items.length === 0 ? [] : list(text, items, '');
      }),
      ...(facts.problems.length === 0 ? [] : list('Problems', facts.problems, '')),
      ...(facts.medicines.length === 0 ? [] : list('All current medicines', facts.medicines, '')),
      ...(signed_by === null ? [] : [{ kind: 'text', text: `Signed by ${signed_by}, ${told(signed_at).join('')}` } as const]),
    ];
    act.audit.detail({ visit_id: visit.id, format: input.format });
    return paperDocument({ ...paper, title: 'Summary of a visit', number: null, blocks }, input.format, `visit-${visit.number}`);
  },
);

interface ImmunizationRead {
  status?: string;
  vaccineCode?: { text?: string; coding?: { display?: string; code?: string }[] };
  occurrenceDateTime?: string;
  occurrenceString?: string;
  lotNumber?: string;
  manufacturer?: { display?: string };
  performer?: { actor?: { display?: string } }[];
}

/** What somebody was immunised against, oldest first, as a card to carry. */
export const immunisationCard = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/immunisation-card', summary: 'Print the immunisation card of a patient',
    permission: 'records.read', patient: 'input', event: 'visits.immunisation-card.print',
  },
  z.strictObject({ patient_id: z.uuid(), format }),
  async (input, act) => {
    const { paper, patient } = await frameOf(act, input.patient_id);
    const found = await records.compartment(act.tx, await records.aliasSet(act.tx, patient.patient_id), { types: ['Immunization'] });
    const given = found.map(({ json }) => JSON.parse(json ?? '{}') as ImmunizationRead).filter(({ status }) => status === undefined || status === 'completed');
    const rows = given
      .map((each) => ({ at: each.occurrenceDateTime ?? '', each }))
      .sort((a, b) => a.at.localeCompare(b.at))
      .map(({ at, each: { vaccineCode, occurrenceString, lotNumber, manufacturer, performer } }) => [
        at === '' ? (occurrenceString ?? 'not known') : printedDate(at),
        vaccineCode?.text ?? vaccineCode?.coding?.[0]?.display ?? vaccineCode?.coding?.[0]?.code ?? 'not named',
        [manufacturer?.display, lotNumber].filter(Boolean).join(', ') || '–',
        performer?.[0]?.actor?.display ?? '–',
      ]);
    const blocks: Block[] = rows.length === 0 ? [{ kind: 'text', text: 'No immunisation is recorded' }] : [{ kind: 'table', head: ['Date', 'Vaccine', 'Manufacturer, lot', 'Given by'], rows }];
    act.audit.detail({ format: input.format });
    return paperDocument({ ...paper, title: 'Immunisation card', number: null, blocks: [...blocks, { kind: 'signature' }] }, input.format, `immunisations-${patient.number}`);
  },
);
