import { Button } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { authClient, useWords, type Session } from '@openward/platform/ui';
import { useState } from 'react';
import { RecoveryCodes } from '../account/RecoveryCodes.tsx';
import { TotpEnrolment } from '../account/TotpEnrolment.tsx';
import { useSessionActs } from '../session/acts.ts';
import { EntryCard } from './EntryCard.tsx';
import { registerPasskey } from './passkey.ts';
import { Refusal } from './Refusal.tsx';
import { SignOutLink } from './SignOutLink.tsx';
import { useEntry } from './useEntry.ts';

interface Enrolled {
  session: Session;
  recovery_codes: string[] | null;
}

/** A role of this person asks for a second factor: they set one up before anything else opens. */
export function EnrolSecondFactor({ session }: { session: Session }) {
  const t = useWords();
  const { now } = useSessionActs();
  const [byApp, setByApp] = useState(false);
  const [done, setDone] = useState<Enrolled | null>(null);
  const passkey = useEntry();
  const security = useQuery({ queryKey: ['session', 'security'], queryFn: () => authClient.readOwnSecurity({}) });
  const unavailable = security.data?.passkeys_unavailable ?? null;

  function finish(enrolled: Enrolled) {
    if (enrolled.recovery_codes === null) now(enrolled.session);
    else setDone(enrolled);
  }

  if (done !== null) {
    return (
      <EntryCard wide icon={<IconShieldLock size={22} aria-hidden />} title={t('Keep your recovery codes')}>
        <RecoveryCodes codes={done.recovery_codes ?? []} onKept={() => now(done.session)} />
      </EntryCard>
    );
  }
  return (
    <EntryCard
      wide
      icon={<IconShieldLock size={22} aria-hidden />}
      title={t('Set up a second factor')}
      text={t('Your role opens much, so a stolen password alone must not be enough.')}
    >
      {byApp ? (
        <TotpEnrolment onDone={finish} />
      ) : (
        <>
          <Button size="sm" leftSection={<IconDeviceMobile size={16} aria-hidden />} onClick={() => setByApp(true)}>
            {t('Use an authenticator app')}
          </Button>
          <Refusal problem={passkey.problem} />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            loading={passkey.sending}
            disabled={unavailable !== null}
            title={unavailable ?? undefined}
            onClick={() => void passkey.attempt(async () => finish(await registerPasskey(t('Passkey'))))}
          >
            {t('Use a passkey')}
          </Button>
        </>
      )}
      <SignOutLink session={session} />
    </EntryCard>
  );
}
