import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { ServerProblem } from '../client/problem.ts';
import { useServerWords } from '../words/useServerWords.ts';
import { useWords } from '../words/words.ts';
import classes from './State.module.css';

interface ErrorStateProps {
  error: unknown;
  /** Offers to try again. */
  retry?: (() => void) | undefined;
}

/** Says what went wrong, in words, where the answer would be; a lost connection and a refusal have words of their own. */
export function ErrorState({ error, retry }: ErrorStateProps) {
  const t = useWords();
  const say = useServerWords();
  if (error instanceof ServerProblem && error.status === 0) return <OfflineState retry={retry} />;
  const refused = error instanceof ServerProblem && error.status === 403;
  const detail = error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.');
  return (
    <div className={classes.state} data-kind="error" role="alert">
      <span className={classes.icon} aria-hidden>
        {refused ? <IconLock size={22} /> : <IconAlertTriangle size={22} />}
      </span>
      <span className={classes.title}>{refused ? t('You may not see this') : t('This could not be shown')}</span>
      <div className={classes.text}>{detail}</div>
      {retry !== undefined && !refused && <RetryButton retry={retry} />}
    </div>
  );
}

/** Says that the server cannot be reached. What is on the screen stays; what was typed is kept. */
export function OfflineState({ retry }: { retry?: (() => void) | undefined }) {
  const t = useWords();
  return (
    <div className={classes.state} data-kind="offline" role="alert">
      <span className={classes.icon} aria-hidden>
        <IconPlugConnectedX size={22} />
      </span>
      <span className={classes.title}>{t('No connection to the server')}</span>
      <div className={classes.text}>{t('This appears as soon as the connection is back. What you typed is kept.')}</div>
      {retry !== undefined && <RetryButton retry={retry} />}
    </div>
  );
}

function RetryButton({ retry }: { retry: () => void }) {
  const t = useWords();
  return (
    <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={retry}>
      {t('Try again')}
    </Button>
  );
}
