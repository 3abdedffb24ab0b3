import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';
import { signInWithPasskey } from './passkey.ts';
import { Refusal } from './Refusal.tsx';
import { useEntry } from './useEntry.ts';

/** Signs in, or unlocks, by a passkey; nothing where the browser has none to offer. */
export function PasskeyButton() {
  const t = useWords();
  const { now } = useSessionActs();
  const { sending, problem, attempt } = useEntry();
  if (window.PublicKeyCredential === undefined) return null;
  return (
    <>
      <Refusal problem={problem} />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconFingerprint size={16} aria-hidden />}
        loading={sending}
        onClick={() => void attempt(async () => now(await signInWithPasskey()))}
      >
        {t('Use a passkey')}
      </Button>
    </>
  );
}
