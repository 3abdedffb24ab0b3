import { records } from '@openward/records/api';
import type { Tx } from '@openward/platform/db';
import type { ChartFacts } from './blocks.ts';
import { readVisits } from '../visit.sql.ts';

const current = new Set(['active', 'completed', 'draft', 'on-hold']);

/** What a letter repeats of the chart: the whole record of the person, over all that was merged into it. */
export async function chartFacts(tx: Tx, patient_id: string, visit_id: string | null): Promise<ChartFacts> {
  const summary = await records.summary(tx, patient_id);
  const medicines = await records.timeline(tx, patient_id, { kinds: ['medication'], limit: 200 });
  const [visit] = visit_id === null ? [] : await readVisits(tx, [visit_id]);
  const { state, active, none_known } = summary.allergies;
  return {
    allergies: [
      ...active.map(({ substance, danger, reactions }) => [substance, [danger, ...reactions].join(', ')].join(': ')),
      ...none_known.map(({ statement }) => statement),
      ...(state === 'none_known' && none_known.length === 0 ? ['No known allergies'] : []),
    ],
    problems: summary.problems.map(({ title, onset }) => (onset === null ? title : `${title} (since ${onset})`)),
    diagnoses: visit?.clinical.diagnoses.map(({ display, certainty }) => (certainty === 'confirmed' ? display : `${display} (${certainty})`)) ?? [],
    medicines: medicines.filter(({ status, type }) => type !== 'MedicationAdministration' && (status === null || (current.has(status) && status !== 'completed')))
      .map(({ title, value, unit }) => [title, value, unit].filter(Boolean).join(' ')),
  };
}
