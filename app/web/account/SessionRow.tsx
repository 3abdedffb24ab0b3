import { Button } from '@mantine/core';
import { clinicalInstant, useWords, Value, type authClient } from '@openward/platform/ui';
import classes from './account.module.css';

type OpenSession = Awaited<ReturnType<typeof authClient.listOwnSessions>>['sessions'][number];

/** One session: on what, from where, since when. */
export function SessionRow({ session, end }: { session: OpenSession; end: (() => void) | undefined }) {
  const t = useWords();
  const device = deviceName(session.device);
  return (
    <li className={classes.row}>
      <span className={classes.rowMain}>
        <strong>{device ?? t('Unknown device')}</strong> {session.current && `(${t('here')})`} {session.locked && `· ${t('locked')}`}
        <br />
        <span className="quiet">
          <Value script="latin">{session.address ?? ''}</Value> · {t('since')} <Value script="latin">{clinicalInstant(session.signed_in_at)}</Value> ·{' '}
          {t('last act')} <Value script="latin">{clinicalInstant(session.last_seen_at)}</Value>
        </span>
      </span>
      {end !== undefined && (
        <Button variant="default" onClick={end} aria-label={t('End the session on {device}', { device: device ?? t('Unknown device') })}>
          {t('End')}
        </Button>
      )}
    </li>
  );
}

/** `Firefox on Windows`, out of what a browser says of itself. */
export function deviceName(agent: string | null): string | null {
  if (agent === null) return null;
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS|CrOS|Linux)/.exec(agent)?.[1];
  const named = { Edg: 'Edge', OPR: 'Opera', CrOS: 'ChromeOS', 'Mac OS': 'macOS' } as Record<string, string>;
  const parts = [browser, system].filter((part) => part !== undefined).map((part) => named[part] ?? part);
  return parts.length === 0 ? agent.slice(0, 60) : parts.join(', ');
}
