import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, authClient, Card, failureToast, ServerProblem, toast, usePermissions, useServerWords, useWords } from '@openward/platform/ui';
import { SessionRow } from '../account/SessionRow.tsx';
import { authQueries } from './queries.ts';

/** Where an account is signed in, and ending any of it. */
export function AccountSessions({ account_id }: { account_id: string }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const sessions = useQuery(authQueries.listAccountSessions.queryOptions({ input: { account_id } }));
  async function end(session_id: string) {
    try {
      await authClient.revokeAccountSession({ account_id, session_id });
      await client.invalidateQueries({ queryKey: authQueries.listAccountSessions.key() });
      toast({ text: t('The session is ended') });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This did not work. Try again.'));
    }
  }
  return (
    <Card title={t('Where they are signed in')} flush>
      <Answer of={sessions}>
        {(answer) => (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {answer.sessions.map((session) => (
              <SessionRow key={session.id} session={session} end={may('accounts.manage') ? () => void end(session.id) : undefined} />
            ))}
            {answer.sessions.length === 0 && <li style={{ padding: '10px 14px' }}>{t('Nowhere')}</li>}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
