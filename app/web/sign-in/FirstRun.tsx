import { Button, TextInput } from '@mantine/core';
import { authClient, useWords } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';
import { EntryCard } from './EntryCard.tsx';
import classes from './EntryCard.module.css';
import { LanguageLinks } from './LanguageLinks.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { Refusal } from './Refusal.tsx';
import { useEntry } from './useEntry.ts';

/** The first start: whoever can read the terminal makes the first administrator. */
export function FirstRun() {
  const t = useWords();
  const { now } = useSessionActs();
  const { sending, problem, onSubmit } = useEntry();
  return (
    <EntryCard wide title={t('A new hospital')} text={t('Make the first administrator. They make everybody else’s accounts.')}>
      <form
        className={classes.form}
        onSubmit={onSubmit(async ({ code = '', username = '', display_name = '', new_password = '' }) =>
          now(await authClient.createAdministrator({ code, username, display_name, password: new_password })),
        )}
      >
        <Refusal problem={problem} />
        <TextInput
          name="code"
          size="sm"
          label={t('Code from the terminal')}
          description={t('It was printed where OpenWard was started, so that nobody else can do this.')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          required withAsterisk={false}
          autoFocus
        />
        <TextInput name="display_name" size="sm" label={t('Your name')} autoComplete="name" dir="auto" required withAsterisk={false} />
        <TextInput name="username" size="sm" label={t('Username')} autoComplete="username" autoCapitalize="none" spellCheck={false} dir="ltr" required withAsterisk={false} />
        <NewPasswordField label={t('Password')} />
        <Button type="submit" size="sm" loading={sending}>
          {t('Make the administrator')}
        </Button>
      </form>
      <LanguageLinks />
    </EntryCard>
  );
}
