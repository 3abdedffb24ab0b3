import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, authClient, useWords, type Session } from '@openward/platform/ui';
import { Refusal } from '../sign-in/Refusal.tsx';
import { useEntry } from '../sign-in/useEntry.ts';
import classes from './account.module.css';
import { drawCode } from './qr.ts';

interface TotpEnrolmentProps {
  onDone: (enrolled: { session: Session; recovery_codes: string[] | null }) => void;
}

/** Enrols an authenticator app: scan, then prove by a code that it works. */
export function TotpEnrolment({ onDone }: TotpEnrolmentProps) {
  const t = useWords();
  const { sending, problem, onSubmit } = useEntry();
  const begun = useQuery({
    queryKey: ['session', 'totp-enrolment'],
    queryFn: async () => {
      const { uri, secret } = await authClient.beginTotp({});
      return { secret, picture: await drawCode(uri) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Answer of={begun}>
      {({ secret, picture }) => (
        <form className={classes.stack} onSubmit={onSubmit(async ({ code = '' }) => onDone(await authClient.confirmTotp({ code })))}>
          <p className={classes.text}>{t('Scan this with an authenticator app on your phone, then type the six digits that it shows.')}</p>
          <div className={classes.qr}>
            <img src={picture} alt={t('Code to scan')} width={180} height={180} />
            <div>
              <span className="quiet">{t('Or type this key into the app')}</span>
              <code className={classes.secret} dir="ltr">
                {secret.replace(/(.{4})(?=.)/g, '$1 ')}
              </code>
            </div>
          </div>
          <Refusal problem={problem} />
          <TextInput
            name="code"
            label={t('Code of the authenticator app')}
            size="sm"
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            required withAsterisk={false}
            autoFocus
          />
          <Button type="submit" size="sm" loading={sending}>
            {t('Confirm')}
          </Button>
        </form>
      )}
    </Answer>
  );
}
