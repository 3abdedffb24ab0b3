import { Button, Group, Modal } from '@mantine/core';
import { authClient, Card, clinicalInstant, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { useSessionActs } from '../session/acts.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useReadAgain, type OwnSecurity } from './security-query.ts';
import { TotpEnrolment } from './TotpEnrolment.tsx';
import { useConfirmed } from './useConfirmed.tsx';

/** The authenticator app, and the recovery codes for the day when it is lost. */
export function TotpCard({ own }: { own: OwnSecurity }) {
  const t = useWords();
  const { now } = useSessionActs();
  const readAgain = useReadAgain();
  const { run, dialog } = useConfirmed();
  const [enrolling, setEnrolling] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { totp, recovery_codes_left } = own;
  const any = totp !== null || own.passkeys.length > 0;

  const remove = () =>
    run(async () => {
      now(await authClient.removeTotp({}));
      await readAgain();
      toast({ text: t('The authenticator app is removed') });
    });
  const renew = () =>
    run(async () => {
      setCodes((await authClient.regenerateRecoveryCodes({})).recovery_codes);
      await readAgain();
    });
  // The password is asked for before the picture is shown, not after it was scanned.
  const enrol = () =>
    run(async () => {
      await authClient.beginTotp({});
      setEnrolling(true);
    });

  return (
    <Card title={t('Authenticator app')} note={totp === null ? t('Not set up') : t('Set up')}>
      <Group gap={12} justify="space-between">
        <span>
          {totp === null ? (
            t('Six digits from your phone, beside the password.')
          ) : (
            <>
              {t('Since')} <Value script="latin">{clinicalInstant(totp.enrolled_at)}</Value>
            </>
          )}
          {any && ` · ${t('{count, plural, one {# recovery code left} other {# recovery codes left}}', { count: recovery_codes_left })}`}
        </span>
        <Group gap={8}>
          {any && (
            <Button variant="default" onClick={() => void renew()}>
              {t('New recovery codes')}
            </Button>
          )}
          {totp === null ? (
            <Button onClick={() => void enrol()}>{t('Set up')}</Button>
          ) : (
            <Button variant="default" onClick={() => void remove()}>
              {t('Remove')}
            </Button>
          )}
        </Group>
      </Group>
      <Modal opened={enrolling} onClose={() => setEnrolling(false)} title={t('Set up an authenticator app')}>
        <TotpEnrolment
          onDone={({ session, recovery_codes }) => {
            setEnrolling(false);
            now(session);
            void readAgain();
            if (recovery_codes !== null) setCodes(recovery_codes);
            toast({ text: t('The authenticator app is set up') });
          }}
        />
      </Modal>
      <Modal opened={codes !== null} onClose={() => setCodes(null)} title={t('Keep your recovery codes')} closeOnClickOutside={false}>
        <RecoveryCodes codes={codes ?? []} onKept={() => setCodes(null)} />
      </Modal>
      {dialog}
    </Card>
  );
}
