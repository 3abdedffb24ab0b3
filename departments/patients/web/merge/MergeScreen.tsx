import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Answer, EmptyState, LoadingState, Page, useWords } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';
import { patientQueries } from '../client.ts';
import classes from './merge.module.css';
import { PatientPicker } from './PatientPicker.tsx';

const MergePlan = lazy(async () => ({ default: (await import('./MergePlan.tsx')).MergePlan }));

interface Chosen {
  surviving?: string;
  merged?: string;
}

/** Merges two records of one person: first the two, then what will happen, then the act, which can be undone. */
export default function MergeScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const { surviving, merged } = useSearch({ strict: false }) as Chosen;
  const choose = (chosen: Chosen) => void navigate({ to: '/patients/merge', search: { surviving, merged, ...chosen } as never, replace: true });
  return (
    <Page title={t('Merge two records')}>
      <div className={classes.screen}>
        <p className={classes.lead}>
          {t('Both records are kept. What is written under either is read under the one that stays; the other number still finds it. A merge can be undone.')}
        </p>
        <div className={classes.pair}>
          <PatientPicker label={t('This record stays')} chosen={surviving} other={merged} choose={(id) => choose({ surviving: id })} />
          <Button
            variant="default"
            className={classes.swap ?? ''}
            disabled={surviving === undefined || merged === undefined}
            onClick={() => choose({ surviving: merged as string, merged: surviving as string })}
            leftSection={<IconArrowsExchange size={16} aria-hidden />}
          >
            {t('Swap')}
          </Button>
          <PatientPicker label={t('This one is merged into it')} chosen={merged} other={surviving} choose={(id) => choose({ merged: id })} />
        </div>
        {surviving === undefined || merged === undefined ? (
          <EmptyState title={t('Choose the two records')}>{t('Then you see side by side what will happen, before anything is done.')}</EmptyState>
        ) : (
          <Preview key={`${surviving} ${merged}`} surviving={surviving} merged={merged} />
        )}
      </div>
    </Page>
  );
}

function Preview({ surviving, merged }: { surviving: string; merged: string }) {
  const preview = useQuery({
    ...patientQueries.previewMerge.queryOptions({ input: { patient_id: surviving, merged_id: merged } }),
    staleTime: 0,
    retry: false,
  });
  return (
    <Suspense fallback={<LoadingState />}>
      <Answer of={preview}>{(plan) => <MergePlan plan={plan} />}</Answer>
    </Suspense>
  );
}
