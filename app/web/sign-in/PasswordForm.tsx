import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import classes from './EntryCard.module.css';
import { Refusal } from './Refusal.tsx';
import { useEntry } from './useEntry.ts';

interface PasswordFormProps {
  /** Whose password it is; a password manager reads it. */
  username?: string;
  withUsername?: boolean;
  submitLabel: string;
  send: (values: { username: string; password: string }) => Promise<unknown>;
}

/** Username and password, or the password alone. */
export function PasswordForm({ username = '', withUsername = false, submitLabel, send }: PasswordFormProps) {
  const t = useWords();
  const { sending, problem, onSubmit } = useEntry();
  return (
    <form className={classes.form} onSubmit={onSubmit(({ username: typed = '', password = '' }) => send({ username: typed.trim(), password }))}>
      <Refusal problem={problem} />
      {withUsername ? (
        <TextInput
          name="username"
          label={t('Username')}
          size="sm"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          required withAsterisk={false}
          autoFocus
        />
      ) : (
        <input name="username" type="hidden" autoComplete="username" value={username} readOnly />
      )}
      <PasswordInput
        name="password"
        label={t('Password')}
        size="sm"
        autoComplete="current-password"
        required withAsterisk={false}
        autoFocus={!withUsername}
        visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
      />
      <Button type="submit" size="sm" loading={sending}>
        {submitLabel}
      </Button>
    </form>
  );
}
