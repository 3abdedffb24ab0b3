import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { authClient, useWords, type Session } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';
import { EntryCard } from './EntryCard.tsx';
import classes from './EntryCard.module.css';
import { NewPasswordField } from './NewPasswordField.tsx';
import { Refusal } from './Refusal.tsx';
import { SignOutLink } from './SignOutLink.tsx';
import { useEntry } from './useEntry.ts';

/** Somebody who came with a one-time password chooses one of their own, which nobody else knows. */
export function OwnPassword({ session }: { session: Session }) {
  const t = useWords();
  const { now } = useSessionActs();
  const { sending, problem, onSubmit } = useEntry();
  return (
    <EntryCard
      icon={<IconKey size={22} aria-hidden />}
      title={t('Choose your password')}
      text={t('Welcome, {name}. The password that you were given works only once.', { name: session.account?.display_name ?? '' })}
    >
      <form className={classes.form} onSubmit={onSubmit(async ({ new_password = '' }) => now(await authClient.replaceOneTimePassword({ new_password })))}>
        <Refusal problem={problem} />
        <input type="hidden" name="username" autoComplete="username" value={session.account?.username ?? ''} readOnly />
        <NewPasswordField />
        <Button type="submit" size="sm" loading={sending}>
          {t('Keep this password')}
        </Button>
      </form>
      <SignOutLink session={session} />
    </EntryCard>
  );
}
