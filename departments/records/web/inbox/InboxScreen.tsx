import { Button } from '@mantine/core';
import { IconBeach } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, DataList, EmptyState, Page, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { LoopShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { CoverDialog } from './CoverDialog.tsx';
import classes from './inbox.module.css';
import { LoopDialog } from './LoopDialog.tsx';
import { useLoopColumns } from './useLoopColumns.tsx';

/** What the person has to close: unsigned notes, results, tasks, messages; and what they cover for colleagues. */
export default function InboxScreen() {
  const t = useWords();
  const may = usePermissions();
  const inbox = useQuery(recordQueries.inbox.queryOptions({ input: {} }));
  const columns = useLoopColumns();
  const [open, setOpen] = useState<LoopShown | null>(null);
  const [covering, setCovering] = useState(false);
  const cover = (
    <Button variant="default" leftSection={<IconBeach size={15} aria-hidden />} onClick={() => setCovering(true)}>
      {t('Cover while away')}
    </Button>
  );
  return (
    <Page title={t('Inbox')} fill actions={may('records.write') && cover}>
      <Answer of={inbox}>
        {({ loops, hidden, covering: whose }) => (
          <>
            {(whose.length > 0 || hidden > 0) && (
              <div className={classes.top}>
                {whose.map(({ id, account_name, to }) => (
                  <span key={id} className={classes.notice}>
                    {t('You cover for {name} until {end}', { name: account_name, end: clinicalInstant(to) })}
                  </span>
                ))}
                {hidden > 0 && <span className={classes.notice}>{t('{count, plural, one {# restricted item is} other {# restricted items are}} not shown: ask somebody who may see it', { count: hidden })}</span>}
              </div>
            )}
            <DataList
              label={t('Inbox')}
              rows={loops}
              rowKey={(row) => row.id}
              columns={columns}
              onOpen={setOpen}
              empty={<EmptyState title={t('Nothing is open')}>{t('Notes to sign, results to see and tasks appear here.')}</EmptyState>}
            />
          </>
        )}
      </Answer>
      <LoopDialog loop={open} close={() => setOpen(null)} />
      <CoverDialog opened={covering} close={() => setCovering(false)} />
    </Page>
  );
}
