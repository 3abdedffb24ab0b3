import { IconLock } from '@tabler/icons-react';
import { EmptyState, useWords } from '@openward/platform/ui';

/** A screen that this person’s role does not open. */
export function NotAllowed() {
  const t = useWords();
  return (
    <EmptyState title={t('Your role does not open this screen')} icon={<IconLock size={22} />}>
      {t('An administrator can change what a role may do.')}
    </EmptyState>
  );
}
