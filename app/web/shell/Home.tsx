import { IconHeartHandshake } from '@tabler/icons-react';
import { Navigate } from '@tanstack/react-router';
import { EmptyState, useAccount, useSlot, useWords } from '@openward/platform/ui';

/** The start: the first place that this person may go to. */
export function Home() {
  const t = useWords();
  const account = useAccount();
  const first = useSlot('navigation')[0];
  if (first !== undefined) return <Navigate to={first.to} replace />;
  return (
    <EmptyState title={t('Welcome, {name}', { name: account.display_name })} icon={<IconHeartHandshake size={22} />}>
      {t('Your account has no role yet that opens a screen. Ask an administrator.')}
    </EmptyState>
  );
}
