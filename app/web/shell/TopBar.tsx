import { ActionIcon, Kbd } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { setCommandBarOpen, useSession, useWords } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';
import { useConnection } from '../connection/connection.ts';
import { useSessionActs } from '../session/acts.ts';
import classes from './Shell.module.css';
import { UserButton } from './UserButton.tsx';

const UserMenu = lazy(async () => ({ default: (await import('./UserMenu.tsx')).UserMenu }));

/** Above every screen: finding, the connection, the lock, and who is signed in. */
export function TopBar() {
  const t = useWords();
  const connection = useConnection();
  const session = useSession();
  const acts = useSessionActs();
  return (
    <header className={classes.top}>
      <button type="button" className={classes.find} onClick={() => setCommandBarOpen(true)} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden />
        <span>{t('Find a patient or a screen')}</span>
        <Kbd size="xs" aria-hidden>
          Ctrl K
        </Kbd>
      </button>
      <span className={classes.space} />
      {connection !== 'unknown' && (
        <span className={classes.connection} data-state={connection}>
          {connection === 'live' ? t('Live') : t('Offline')}
        </span>
      )}
      <ActionIcon variant="subtle" size="lg" aria-label={t('Lock the screen')} title={t('Lock the screen')} onClick={() => void acts.lock().catch(() => undefined)}>
        <IconLock size={18} aria-hidden />
      </ActionIcon>
      <Suspense fallback={<UserButton session={session} />}>
        <UserMenu session={session} />
      </Suspense>
    </header>
  );
}
