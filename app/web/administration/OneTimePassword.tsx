import { Button, Group, Modal, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { clinicalInstant, toast, useWords, Value } from '@openward/platform/ui';
import classes from './administration.module.css';

interface OneTimePasswordProps {
  given: { one_time_password: string; one_time_password_expires_at: string; account: { display_name: string; username: string } } | null;
  close: () => void;
}

/** A one-time password, shown once, to be told to the person. */
export function OneTimePassword({ given, close }: OneTimePasswordProps) {
  const t = useWords();
  return (
    <Modal opened={given !== null} onClose={close} title={t('One-time password')} closeOnClickOutside={false}>
      {given !== null && (
        <SecretText
          text={t('Tell {name} this password. It works once, and is then replaced by one of their own. It is not shown again.', {
            name: given.account.display_name,
          })}
          secret={given.one_time_password}
        >
          <Text size="sm" c="dimmed">
            {t('Username')} <Value script="latin">{given.account.username}</Value> · {t('works until')}{' '}
            <Value script="latin">{clinicalInstant(given.one_time_password_expires_at)}</Value>
          </Text>
          <Button onClick={close}>{t('I have told it')}</Button>
        </SecretText>
      )}
    </Modal>
  );
}

/** Something that is shown once, with a way to copy it. */
export function SecretText({ text, secret, children }: { text: string; secret: string; children: React.ReactNode }) {
  const t = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast({ text: t('Copied') });
  };
  return (
    <div className={classes.stack}>
      <Text>{text}</Text>
      <code className={classes.secret} dir="ltr">
        {secret}
      </code>
      <Group gap={8}>
        <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={() => void copy()}>
          {t('Copy')}
        </Button>
      </Group>
      {children}
    </div>
  );
}
