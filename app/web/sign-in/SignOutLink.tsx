import { Button } from '@mantine/core';
import { useWords, type Session } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';

/** The way out of a step of signing in: somebody else sits here, or the step cannot be done now. */
export function SignOutLink({ session }: { session: Session }) {
  const t = useWords();
  const acts = useSessionActs();
  const account_id = session.account?.id;
  if (account_id === undefined) return null;
  return (
    <Button variant="subtle" onClick={() => void acts.signOut(account_id)}>
      {t('Sign in as somebody else')}
    </Button>
  );
}
