import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { authClient, Card, clinicalInstant, toast, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { registerPasskey } from '../sign-in/passkey.ts';
import { useSessionActs } from '../session/acts.ts';
import classes from './account.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useReadAgain, type OwnSecurity } from './security-query.ts';
import { useConfirmed } from './useConfirmed.tsx';

/** Passkeys: the phone, the computer or a key signs in by finger, face or PIN. */
export function PasskeysCard({ own }: { own: OwnSecurity }) {
  const t = useWords();
  const say = useServerWords();
  const { now } = useSessionActs();
  const readAgain = useReadAgain();
  const { run, dialog } = useConfirmed();
  const [naming, setNaming] = useState(false);
  const [label, setLabel] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const unavailable = own.passkeys_unavailable;

  const add = () =>
    run(async () => {
      const { session, recovery_codes } = await registerPasskey(label.trim() || t('Passkey'));
      setNaming(false);
      setLabel('');
      now(session);
      await readAgain();
      if (recovery_codes !== null) setCodes(recovery_codes);
      toast({ text: t('The passkey is ready to use') });
    });
  const remove = (passkey_id: string) =>
    run(async () => {
      await authClient.removePasskey({ passkey_id });
      await readAgain();
      toast({ text: t('The passkey is removed') });
    });

  return (
    <Card
      title={t('Passkeys')}
      flush
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={unavailable !== null}
          onClick={() => setNaming(true)}
        >
          {t('Add a passkey')}
        </Button>
      }
    >
      {unavailable !== null && <div className={classes.row}>{say(unavailable)}</div>}
      {own.passkeys.length === 0 && unavailable === null && <div className={classes.row}>{t('None yet. A passkey is the quickest way to sign in.')}</div>}
      <ul className={classes.list}>
        {own.passkeys.map(({ id, label: name, created_at, last_used_at }) => (
          <li key={id} className={classes.row}>
            <span className={classes.rowMain}>
              <strong>
                <Value>{name}</Value>
              </strong>{' '}
              <span className="quiet">
                {t('since')} <Value script="latin">{clinicalInstant(created_at)}</Value>
                {last_used_at !== null && (
                  <>
                    {' · '}
                    {t('last used')} <Value script="latin">{clinicalInstant(last_used_at)}</Value>
                  </>
                )}
              </span>
            </span>
            <Button variant="default" onClick={() => void remove(id)} aria-label={t('Remove {name}', { name })}>
              {t('Remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('Add a passkey')}>
        <div className={classes.stack}>
          <TextInput
            w="100%"
            label={t('What do you call it?')}
            placeholder={t('My phone')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            dir="auto"
            data-autofocus
          />
          <Button onClick={() => void add()}>{t('Go on')}</Button>
        </div>
      </Modal>
      <Modal opened={codes !== null} onClose={() => setCodes(null)} title={t('Keep your recovery codes')} closeOnClickOutside={false}>
        <RecoveryCodes codes={codes ?? []} onKept={() => setCodes(null)} />
      </Modal>
      {dialog}
    </Card>
  );
}
