import { useEffect, useRef, type ReactNode } from 'react';
import classes from './Curtain.module.css';

/**
 * Covers the screen so that nobody reads it, by eye or by screen reader: a modal dialog makes everything beneath inert.
 * What lies beneath stays as it is, so that nothing typed is lost.
 */
export function Curtain({ label, children }: { label: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    // Something opened later, such as a browser's own prompt, must not end up above it.
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className={classes.curtain} aria-label={label} onCancel={(event) => event.preventDefault()} closedby="none">
      {children}
    </dialog>
  );
}
