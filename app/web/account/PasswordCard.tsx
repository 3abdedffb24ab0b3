import { Button } from '@mantine/core';
import { Card, clinicalInstant, LoadingState, useWords, Value } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';

const ChangePassword = lazy(async () => ({ default: (await import('./ChangePassword.tsx')).ChangePassword }));

/** One's own password, and changing it; every other session ends then. */
export function PasswordCard({ changed_at }: { changed_at: string | null }) {
  const t = useWords();
  const [changing, setChanging] = useState(false);
  return (
    <Card
      title={t('Password')}
      note={
        changed_at !== null && (
          <>
            {t('Changed')} <Value script="latin">{clinicalInstant(changed_at)}</Value>
          </>
        )
      }
      actions={
        !changing && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('Change the password')}
          </Button>
        )
      }
    >
      {changing ? (
        <Suspense fallback={<LoadingState />}>
          <ChangePassword close={() => setChanging(false)} />
        </Suspense>
      ) : (
        t('A sentence that only you would think of is easy to remember and hard to guess.')
      )}
    </Card>
  );
}
