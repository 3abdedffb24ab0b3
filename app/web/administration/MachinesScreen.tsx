import { Button, Modal } from '@mantine/core';
import { IconKey, IconPlus, IconRobot } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, authClient, Card, clinicalInstant, EmptyState, failureToast, LoadingState, Mark, ServerProblem, toast, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { lazy, Suspense, useState } from 'react';
import classes from './administration.module.css';
import { AdministrationPage } from './AdministrationPage.tsx';
import { authQueries } from './queries.ts';

const NewMachine = lazy(async () => ({ default: (await import('./NewMachine.tsx')).NewMachine }));
const NewToken = lazy(async () => ({ default: (await import('./NewToken.tsx')).NewToken }));

/** The accounts of machines, such as an analyser’s gateway, and the tokens by which they sign in. */
export default function MachinesScreen() {
  const t = useWords();
  const machines = useQuery(authQueries.listServiceAccounts.queryOptions({ input: {} }));
  const [making, setMaking] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setMaking(true)}>
      {t('New machine')}
    </Button>
  );
  return (
    <AdministrationPage title={t('Machines')} actions={add}>
      <Answer of={machines}>
        {({ accounts }) =>
          accounts.length === 0 ? (
            <EmptyState title={t('No machines yet')} icon={<IconRobot size={22} />} action={add}>
              {t('A program that uses the hospital’s data signs in by a token of its own, never by a person’s password.')}
            </EmptyState>
          ) : (
            <div className={classes.stack}>
              {accounts.map((account) => (
                <Machine key={account.id} account={account} />
              ))}
            </div>
          )
        }
      </Answer>
      <Modal opened={making} onClose={() => setMaking(false)} title={t('New machine')}>
        <Suspense fallback={<LoadingState />}>
          <NewMachine close={() => setMaking(false)} />
        </Suspense>
      </Modal>
    </AdministrationPage>
  );
}

function Machine({ account }: { account: AccountView }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const tokens = useQuery(authQueries.listTokens.queryOptions({ input: { account_id: account.id } }));
  async function revoke(token_id: string) {
    try {
      await authClient.revokeToken({ token_id });
      await client.invalidateQueries({ queryKey: authQueries.listTokens.key() });
      toast({ text: t('The token is revoked') });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This did not work. Try again.'));
    }
  }
  return (
    <Card
      title={account.display_name}
      note={<Value script="latin">{account.username}</Value>}
      flush
      actions={
        <Button variant="default" leftSection={<IconKey size={15} aria-hidden />} onClick={() => setMaking(true)}>
          {t('New token')}
        </Button>
      }
    >
      <Answer of={tokens}>
        {(answer) => (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {answer.tokens.map(({ id, name, scopes, expires_at, last_used_at, revoked_at }) => (
              <li key={id} className={classes.tokenRow}>
                <span>
                  <strong>
                    <Value>{name}</Value>
                  </strong>{' '}
                  {revoked_at !== null && <Mark tone="plain" icon="off">{t('Revoked')}</Mark>}
                  <br />
                  <span className="quiet">
                    <Value script="latin">{scopes.join(', ')}</Value>
                    {' · '}
                    {expires_at === null ? t('does not expire') : <Value script="latin">{clinicalInstant(expires_at)}</Value>}
                    {' · '}
                    {last_used_at === null ? t('never used') : <Value script="latin">{clinicalInstant(last_used_at)}</Value>}
                  </span>
                </span>
                {revoked_at === null && (
                  <Button variant="default" onClick={() => void revoke(id)} aria-label={t('Revoke {name}', { name })}>
                    {t('Revoke')}
                  </Button>
                )}
              </li>
            ))}
            {answer.tokens.length === 0 && <li className={classes.tokenRow}>{t('No token yet')}</li>}
          </ul>
        )}
      </Answer>
      <Modal opened={making} onClose={() => setMaking(false)} title={t('New token')} size="lg" closeOnClickOutside={false}>
        <Suspense fallback={<LoadingState />}>
          <NewToken account={account} close={() => setMaking(false)} />
        </Suspense>
      </Modal>
    </Card>
  );
}
