import { Button, TextInput } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { authClient, useWords, type Session } from '@openward/platform/ui';
import { useState } from 'react';
import { useSessionActs } from '../session/acts.ts';
import { EntryCard } from './EntryCard.tsx';
import classes from './EntryCard.module.css';
import { PasskeyButton } from './PasskeyButton.tsx';
import { Refusal } from './Refusal.tsx';
import { SignOutLink } from './SignOutLink.tsx';
import { useEntry } from './useEntry.ts';

/** The second factor: a code of the authenticator app, a recovery code, or a passkey. */
export function SecondFactor({ session }: { session: Session }) {
  const t = useWords();
  const { now } = useSessionActs();
  const { sending, problem, onSubmit } = useEntry();
  const offered = session.second_factor_methods;
  const [method, setMethod] = useState<'totp' | 'recovery-code'>(offered.includes('totp') ? 'totp' : 'recovery-code');
  const byApp = method === 'totp';
  const other = byApp ? ('recovery-code' as const) : ('totp' as const);
  return (
    <EntryCard icon={<IconShieldLock size={22} aria-hidden />} title={t('Second factor')} text={session.account?.display_name}>
      <form className={classes.form} onSubmit={onSubmit(async ({ code = '' }) => now(await authClient.giveSecondFactor({ method, code })))}>
        <Refusal problem={problem} />
        {(offered.includes('totp') || offered.includes('recovery-code')) && (
          <>
            <TextInput
              key={method}
              name="code"
              size="md"
              label={byApp ? t('Code of the authenticator app') : t('Recovery code')}
              description={byApp ? t('Six digits that change every half minute') : t('One of the codes that you kept when you set up the second factor')}
              inputMode={byApp ? 'numeric' : 'text'}
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
              required withAsterisk={false}
              autoFocus
            />
            <Button type="submit" size="sm" loading={sending}>
              {t('Go on')}
            </Button>
          </>
        )}
      </form>
      {offered.includes('passkey') && <PasskeyButton />}
      {offered.includes(other) && (
        <Button variant="subtle" onClick={() => setMethod(other)}>
          {byApp ? t('Use a recovery code') : t('Use the authenticator app')}
        </Button>
      )}
      <SignOutLink session={session} />
    </EntryCard>
  );
}
