import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, clinicalInstant, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from './duty.module.css';

/** The private feed of one’s own calendar: its address is shown once, and can be renewed and revoked. */
export function FeedCard() {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(schedulingQueries.feed.queryOptions({ input: {} }));
  const setting = useQuery({ ...schedulingQueries.feedSetting.queryOptions({ input: {} }), enabled: may('scheduling.manage') });
  const [path, setPath] = useState<string | null>(null);
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }) });
  const feed = found.data;
  if (feed?.has_calendar !== true && setting.data === undefined) return null;
  const kept = setting.data;
  return (
    <Card title={t('My calendar feed')}>
      <div className={classes.stack}>
        {feed?.has_calendar === true && (
          <>
            <span className="quiet">
              {t('A calendar program subscribes to this address and shows your appointments. Whoever has the address can read it: keep it to yourself.')}{' '}
              {feed.initials ? t('It shows the initials of patients.') : t('It shows nothing of patients.')}
            </span>
            {feed.made_at !== null && <span>{t('Made on {time}.', { time: clinicalInstant(feed.made_at) })} {feed.read_at !== null && t('Last read on {time}.', { time: clinicalInstant(feed.read_at) })}</span>}
            {path !== null && <code className={classes.address}><Value script="latin">{`${window.location.origin}${path}`}</Value></code>}
            <div className={`${classes.bar} not-printed`}>
              <Button variant="default" loading={act.isPending} onClick={() => act.mutate(async () => setPath((await scheduling.renewFeed({})).path))}>{feed.made_at === null ? t('Make an address') : t('Make a new address')}</Button>
              {feed.made_at !== null && <Button variant="default" onClick={() => act.mutate(async () => {
                await scheduling.revokeFeed({});
                setPath(null);
              })}>{t('Revoke it')}</Button>}
            </div>
          </>
        )}
        {kept !== undefined && (
          <Checkbox
            checked={kept.initials_in_feeds} label={t('The feeds of all clinicians show the initials of patients')}
            onChange={(event) => {
              const initials_in_feeds = event.currentTarget.checked;
              act.mutate(() => scheduling.setFeedSetting({ version: kept.version, initials_in_feeds }));
            }}
          />
        )}
        {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
      </div>
    </Card>
  );
}
