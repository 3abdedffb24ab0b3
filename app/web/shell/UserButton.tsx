import { useWords, type Session } from '@openward/platform/ui';
import type { ComponentProps } from 'react';
import classes from './Shell.module.css';

/** Who is signed in; pressing it opens the menu. */
export function UserButton({ session, className, ...button }: { session: Session } & ComponentProps<'button'>) {
  const t = useWords();
  const { account } = session;
  if (account === null) return null;
  return (
    <button type="button" className={[classes.user, className].filter(Boolean).join(' ')} title={t('Account and appearance')} {...button}>
      <span className={classes.userText}>
        <bdi dir="auto">{account.display_name}</bdi>
        <small>{account.username}</small>
      </span>
      <span className={classes.initials} aria-hidden>
        {initials(account.display_name)}
      </span>
    </button>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '' && !part.endsWith('.'));
  return [parts.at(0), parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '').join('');
}
