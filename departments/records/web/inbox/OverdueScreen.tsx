import { Checkbox, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Page, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { loopKinds, type LoopKind, type LoopShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import classes from './inbox.module.css';
import { LoopDialog } from './LoopDialog.tsx';
import { useLoopColumns } from './useLoopColumns.tsx';
import { loopKindWords } from './words.ts';

/** What is overdue in the whole hospital: one list, so that nothing stays open by nobody. */
export default function OverdueScreen() {
  const t = useWords();
  const columns = useLoopColumns();
  const [overdue, setOverdue] = useState(true);
  const [kind, setKind] = useState<LoopKind | ''>('');
  const [open, setOpen] = useState<LoopShown | null>(null);
  const loops = useInfiniteQuery(
    recordQueries.loops.infiniteOptions({
      input: (after: string | undefined) => ({ overdue, limit: 100, ...(kind === '' ? {} : { kind }), ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  return (
    <Page title={t('Overdue')} fill>
      <div className={classes.top}>
        <NativeSelect
          aria-label={t('Kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as LoopKind | '')}
          data={[{ value: '', label: t('Everything') }, ...loopKinds.map((value) => ({ value, label: t(loopKindWords[value]) }))]}
        />
        <Checkbox label={t('Only what is overdue')} checked={overdue} onChange={(event) => setOverdue(event.currentTarget.checked)} />
      </div>
      <Answer of={loops}>
        {({ pages }) => (
          <DataList
            label={t('Overdue')}
            rows={pages.flatMap((page) => page.loops)}
            rowKey={(row) => row.id}
            columns={columns}
            onOpen={setOpen}
            more={loops.hasNextPage ? { load: () => void loops.fetchNextPage(), loading: loops.isFetchingNextPage } : undefined}
            empty={<EmptyState title={overdue ? t('Nothing is overdue') : t('Nothing is open')} />}
          />
        )}
      </Answer>
      <LoopDialog loop={open} close={() => setOpen(null)} />
    </Page>
  );
}
