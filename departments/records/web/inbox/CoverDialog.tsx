import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, failureToast, ServerProblem, toast, useAccount, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState, type ReactNode } from 'react';
import { recordClient, recordQueries } from '../client.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { dueAtEndOf } from './due.ts';
import classes from './inbox.module.css';

/** Names a colleague who looks after the inbox for a time, and shows who does. */
export function CoverDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useWords();
  return (
    <Modal opened={opened} onClose={close} title={t('Cover while away')} closeButtonProps={{ 'aria-label': t('Close') }}>
      {opened && <Inside />}
    </Modal>
  );
}

function Inside() {
  const t = useWords();
  const say = useServerWords();
  const account = useAccount();
  const client = useQueryClient();
  const covers = useQuery(recordQueries.covers.queryOptions({ input: {} }));
  const [colleague, setColleague] = useState<string | null>(null);
  const [days, setDays] = useState({ from: '', to: '' });

  async function act(fn: () => Promise<unknown>, text: string) {
    try {
      await fn();
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.fields[0]?.message ?? error.message) : t('Something unexpected happened on this screen.'));
    }
  }

  const add = () =>
    colleague !== null &&
    void act(() => recordClient.addCover({ colleague_id: colleague, from: new Date(`${days.from}T00:00:00`).toISOString(), to: dueAtEndOf(days.to) }), t('Your inbox is covered'));
  return (
    <>
      <ColleagueSelect label={t('Colleague')} value={colleague} change={setColleague} />
      <Group grow mt="xs">
        <TextInput type="date" label={t('First day')} value={days.from} onChange={(event) => setDays({ ...days, from: event.currentTarget.value })} />
        <TextInput type="date" label={t('Last day')} value={days.to} onChange={(event) => setDays({ ...days, to: event.currentTarget.value })} />
      </Group>
      <Group mt="sm">
        <Button onClick={add} disabled={colleague === null || days.from === '' || days.to === ''}>
          {t('Let them cover')}
        </Button>
      </Group>
      <div className={classes.part}>
        <Answer of={covers}>
          {({ covers: all }) =>
            all.length === 0 ? (
              <span className="quiet">{t('Nobody covers for you, and you cover for nobody.')}</span>
            ) : (
              <dl className={classes.facts}>
                {all.map(({ id, account_id, account_name, colleague_name, from, to }) => (
                  <Cover key={id} who={account_id === account.id ? t('{name} covers for you', { name: colleague_name }) : t('You cover for {name}', { name: account_name })}>
                    <Value script="latin">{`${clinicalInstant(from)} – ${clinicalInstant(to)}`}</Value>{' '}
                    {account_id === account.id && (
                      <Button variant="default" size="compact-xs" onClick={() => void act(() => recordClient.endCover({ cover_id: id }), t('The cover has ended'))}>
                        {t('End')}
                      </Button>
                    )}
                  </Cover>
                ))}
              </dl>
            )
          }
        </Answer>
      </div>
    </>
  );
}

function Cover({ who, children }: { who: string; children: ReactNode }) {
  return (
    <>
      <dt>{who}</dt>
      <dd>{children}</dd>
    </>
  );
}
