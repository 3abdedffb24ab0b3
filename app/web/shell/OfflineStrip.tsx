import { IconPlugConnectedX } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import { useConnection } from '../connection/connection.ts';
import classes from './Shell.module.css';

/** Says at once that the connection is lost, and what that means. */
export function OfflineStrip() {
  const t = useWords();
  const offline = useConnection() === 'offline';
  return (
    <div role="alert">
      {offline && (
        <div className={classes.offline}>
          <IconPlugConnectedX size={16} aria-hidden />
          {t('No connection to the server. What you see may be old; what you type is kept.')}
        </div>
      )}
    </div>
  );
}
