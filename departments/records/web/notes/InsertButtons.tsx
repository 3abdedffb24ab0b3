import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { clinicalInstant, failureToast, useWords } from '@openward/platform/ui';
import { recordQueries } from '../client.ts';

/** Puts what the chart says into the section that one writes in, as text. */
export function InsertButtons({ patient_id, insert }: { patient_id: string; insert: (text: string) => void }) {
  const t = useWords();
  const client = useQueryClient();
  const tell = (lines: string[], nothing: string) => insert(lines.length === 0 ? nothing : lines.join('\n'));
  const failed = () => failureToast(t('The chart could not be read'));

  async function problems() {
    const summary = await client.fetchQuery({ ...recordQueries.summary.queryOptions({ input: { patient_id } }), staleTime: 30_000 });
    tell(summary.problems.map(({ title }) => title), t('No problems are recorded'));
  }
  async function vitalSigns() {
    const { lines } = await client.fetchQuery({ ...recordQueries.timeline.queryOptions({ input: { patient_id, kinds: ['vital'], limit: 30 } }), staleTime: 30_000 });
    // The latest of each: they come newest first.
    const latest = new Map(lines.map((line) => [line.title, line] as const).reverse());
    tell(
      [...latest.values()].map(({ title, value, unit, date }) => `${title} ${[value, unit].filter(Boolean).join(' ')}${date === null ? '' : ` (${clinicalInstant(date)})`}`),
      t('No vital signs are recorded'),
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => void vitalSigns().catch(failed)}>
        {t('Insert vital signs')}
      </Button>
      <Button variant="default" onClick={() => void problems().catch(failed)}>
        {t('Insert problems')}
      </Button>
    </>
  );
}
