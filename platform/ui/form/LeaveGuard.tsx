import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { useWords } from '../words/words.ts';

/** Asks before a screen with unsaved work is left; what was typed can be kept as a draft. */
export function LeaveGuard({ unsaved, discard }: { unsaved: boolean; discard: () => void }) {
  const t = useWords();
  const leaving = useRef(false);
  const { status, proceed, reset } = useBlocker({
    // Whoever has chosen to leave is not asked again, however quickly they go on from there.
    shouldBlockFn: ({ current, next }) => unsaved && !leaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  const leave = () => {
    leaving.current = true;
    proceed?.();
  };
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title={t('Leave without saving?')}>
      <Text mb="md">{t('What you typed is not saved. You can keep it as a draft: it is here when you come back, until you sign out.')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            discard();
            leave();
          }}
        >
          {t('Discard it')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('Keep as draft')}
        </Button>
        <Button onClick={() => reset?.()} data-autofocus>
          {t('Stay here')}
        </Button>
      </Group>
    </Modal>
  );
}
