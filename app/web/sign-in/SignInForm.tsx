import { Button, Divider } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { authClient, useWords } from '@openward/platform/ui';
import { useHospital } from '../hospital/hospital.tsx';
import { EntryCard } from './EntryCard.tsx';
import { LanguageLinks } from './LanguageLinks.tsx';
import { signInWithPasskey } from './passkey.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { Refusal } from './Refusal.tsx';
import { useEntry } from './useEntry.ts';
import { useSessionActs } from '../session/acts.ts';

/** Username and password, or a passkey. `returning`: the session ended by itself, and its screens wait behind this. */
export function SignInForm({ returning }: { returning: boolean }) {
  const t = useWords();
  const { now } = useSessionActs();
  const hospital = useHospital();
  const passkey = useEntry();
  const text = returning ? t('Your session has ended. Sign in again to go on; what you typed is kept.') : undefined;
  return (
    <EntryCard title={returning ? t('Sign in again') : (hospital?.hospital_name ?? 'OpenWard')} text={text ?? t('Sign in to go on')}>
      <PasswordForm withUsername submitLabel={t('Sign in')} send={async (values) => now(await authClient.signIn(values))} />
      {window.PublicKeyCredential !== undefined && (
        <>
          <Divider label={t('or')} labelPosition="center" />
          <Refusal problem={passkey.problem} />
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            loading={passkey.sending}
            onClick={() => void passkey.attempt(async () => now(await signInWithPasskey()))}
          >
            {t('Use a passkey')}
          </Button>
        </>
      )}
      <LanguageLinks />
    </EntryCard>
  );
}
