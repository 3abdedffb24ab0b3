import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconX } from '@tabler/icons-react';
import { isProblem } from '../client/problem.ts';
import { useServerWords } from '../words/useServerWords.ts';
import { translate, useWords } from '../words/words.ts';
import classes from './toast.module.css';

interface Toast {
  text: string;
  /** Takes the act back. It stands while the toast does: undo, not confirm, for what can be undone. */
  undo?: () => void | Promise<void>;
}

const shown_ms = 5_000;
const shown_with_undo_ms = 12_000;

/** Says that something was done. Returns how to remove it, for what was taken back another way. */
export function toast({ text, undo }: Toast): () => void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    message: <ToastText text={text} undo={undo} close={() => notifications.hide(id)} />,
    icon: <IconCheck size={16} aria-hidden />,
    color: 'clinic',
    autoClose: undo === undefined ? shown_ms : shown_with_undo_ms,
    withCloseButton: undo === undefined,
    closeButtonProps: { 'aria-label': translate('Close') },
  });
  return () => { notifications.hide(id); };
}

/** Says that something failed, by its words or by the error that was thrown. It stays until it is closed. */
export function failureToast(failure: string | Error): void {
  notifications.show({ message: <Failure of={failure} />, icon: <IconX size={16} aria-hidden />, color: 'red.9', autoClose: false, role: 'alert', closeButtonProps: { 'aria-label': translate('Close') } });
}

/** Removes what toasts say: they may name a patient. */
export function clearToasts(): void {
  notifications.clean();
}

function Failure({ of: failure }: { of: string | Error }) {
  const t = useWords();
  const say = useServerWords();
  if (typeof failure === 'string') return <span dir="auto">{failure}</span>;
  return <span dir="auto">{isProblem(failure) ? say(failure.message) : t('Something unexpected happened on this screen.')}</span>;
}

function ToastText({ text, undo, close }: Toast & { close: () => void }) {
  const t = useWords();
  return (
    <span className={classes.text}>
      <span dir="auto">{text}</span>
      {undo !== undefined && (
        <Button
          variant="default"
          onClick={() => {
            close();
            void undo();
          }}
        >
          {t('Undo')}
        </Button>
      )}
    </span>
  );
}
