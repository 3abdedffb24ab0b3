import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useWords, type Session } from '@openward/platform/ui';
import { useState } from 'react';
import { EntryCard } from '../sign-in/EntryCard.tsx';
import { PasskeyButton } from '../sign-in/PasskeyButton.tsx';
import { PasswordForm } from '../sign-in/PasswordForm.tsx';
import { useSessionActs } from './acts.ts';

/** The locked screen: the same person goes on where they were; another person takes over, and the patient is closed. */
export function LockScreen({ session }: { session: Session }) {
  const t = useWords();
  const acts = useSessionActs();
  const [switching, setSwitching] = useState(false);
  const account = session.account;
  if (account === null) return null;
  if (switching) {
    return (
      <EntryCard title={t('Switch user')} text={t('The patient on this screen is closed. What {name} typed is kept.', { name: account.display_name })}>
        <PasswordForm withUsername submitLabel={t('Take over')} send={({ username, password }) => acts.switchTo(account.id, username, password)} />
        <Button variant="subtle" onClick={() => setSwitching(false)}>
          {t('Back')}
        </Button>
      </EntryCard>
    );
  }
  return (
    <EntryCard icon={<IconLock size={22} aria-hidden />} title={t('Locked')} text={account.display_name}>
      <PasswordForm username={account.username} submitLabel={t('Unlock')} send={({ password }) => acts.unlock(password)} />
      <PasskeyButton />
      <Button variant="default" onClick={() => setSwitching(true)}>
        {t('Switch user')}
      </Button>
      <Button variant="subtle" onClick={() => void acts.signOut(account.id)}>
        {t('Sign out')}
      </Button>
    </EntryCard>
  );
}
