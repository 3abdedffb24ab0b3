import { PasswordInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';

/** A password of one's own, typed once and shown on request: typing it twice catches little and annoys much. */
export function NewPasswordField({ label }: { label?: string }) {
  const t = useWords();
  return (
    <PasswordInput
      name="new_password"
      size="sm"
      label={label ?? t('New password')}
      description={t('Several words that nobody else would put together are better than one with signs in it.')}
      autoComplete="new-password"
      required withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
    />
  );
}
