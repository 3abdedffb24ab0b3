import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';

/** Asks before a screen with unsaved work is left; what was typed can be kept as a draft. */
export function LeaveGuard({ unsaved, discard }: { unsaved: boolean; discard: () => void }) {
  const t = useWords();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title={t('Leave without saving?')}>
      <Text mb="md">{t('What you typed is not saved. You can keep it as a draft: it is here when you come back, until you sign out.')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            discard();
            proceed?.();
          }}
        >
          {t('Discard it')}
        </Button>
        <Button variant="default" onClick={() => proceed?.()}>
          {t('Keep as draft')}
        </Button>
        <Button onClick={() => reset?.()} data-autofocus>
          {t('Stay here')}
        </Button>
      </Group>
    </Modal>
  );
}
