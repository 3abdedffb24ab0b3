import { Divider } from '@mantine/core';
import { authClient, useWords } from '@openward/platform/ui';
import { useHospital } from '../hospital/hospital.tsx';
import { EntryCard } from './EntryCard.tsx';
import { LanguageLinks } from './LanguageLinks.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useSessionActs } from '../session/acts.ts';

/** Username and password, or a passkey. `returning`: the session ended by itself, and its screens wait behind this. */
export function SignInForm({ returning }: { returning: boolean }) {
  const t = useWords();
  const { now } = useSessionActs();
  const hospital = useHospital();
  const text = returning ? t('Your session has ended. Sign in again to go on; what you typed is kept.') : undefined;
  return (
    <EntryCard title={returning ? t('Sign in again') : (hospital?.hospital_name ?? 'OpenWard')} text={text ?? t('Sign in to go on')}>
      <PasswordForm withUsername submitLabel={t('Sign in')} send={async (values) => now(await authClient.signIn(values))} />
      <Divider label={t('or')} labelPosition="center" />
      <PasskeyButton />
      <LanguageLinks />
    </EntryCard>
  );
}
