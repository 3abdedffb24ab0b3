import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, authClient, Card, toast, useAccount, useWords } from '@openward/platform/ui';
import { LeaveEverywhere } from '../shell/LeaveEverywhere.tsx';
import { useState } from 'react';
import { SessionRow } from './SessionRow.tsx';
import classes from './account.module.css';
import { sessionsKey, useReadAgain } from './security-query.ts';
import { useConfirmed } from './useConfirmed.tsx';

/** Where one is signed in, and ending any of it. */
export function SessionsCard() {
  const t = useWords();
  const account = useAccount();
  const readAgain = useReadAgain();
  const { run, dialog } = useConfirmed();
  const [leaving, setLeaving] = useState(false);
  const sessions = useQuery({ queryKey: sessionsKey, queryFn: ({ signal }) => authClient.listOwnSessions({}, { signal }) });
  const end = (session_id: string) =>
    run(async () => {
      await authClient.revokeOwnSession({ session_id });
      await readAgain();
      toast({ text: t('The session is ended') });
    });
  return (
    <Card
      title={t('Where you are signed in')}
      flush
      actions={
        <Button variant="default" onClick={() => setLeaving(true)}>
          {t('Sign out everywhere')}
        </Button>
      }
    >
      <Answer of={sessions}>
        {(answer) => (
          <ul className={classes.list}>
            {answer.sessions.map((session) => (
              <SessionRow key={session.id} session={session} end={session.current ? undefined : () => void end(session.id)} />
            ))}
          </ul>
        )}
      </Answer>
      <LeaveEverywhere account={account} opened={leaving} close={() => setLeaving(false)} />
      {dialog}
    </Card>
  );
}
