import { Button, NativeSelect } from '@mantine/core';
import { IconMaximize, IconVolume } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalTime, EmptyState, useLive, useWords } from '@openward/platform/ui';
import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../contract/index.ts';
import { visitQueries } from '../client.ts';
import { useKept } from '../queue/kept.ts';
import { callKey, unheard } from './call-text.ts';
import classes from './display.module.css';
import { chime, speak } from './sound.ts';

/** The public display: which token goes where, large, and spoken. It needs nobody: it goes on by itself when the connection comes back. */
export default function DisplayScreen() {
  const t = useWords();
  const [chosen, choose] = useKept('display');
  const displays = useQuery({ ...visitQueries.displays.queryOptions({ input: {} }), refetchInterval: 60_000 });
  const all = displays.data?.displays ?? [];
  const display = all.find(({ id }) => id === chosen) ?? (all.length === 1 ? all[0] : undefined);
  useEffect(() => {
    document.title = `${t('Public display')} · OpenWard`;
  }, [t]);
  if (display !== undefined) return <Wall key={display.id} display_id={display.id} leave={() => choose('')} only={all.length === 1} />;
  return (
    <div className={classes.choose}>
      <h1>{t('Public display')}</h1>
      <Answer of={displays}>
        {() => (all.length === 0 ? <EmptyState title={t('No display yet')}>{t('An administrator adds one under Queue settings.')}</EmptyState> : (
          <NativeSelect label={t('Which display is this?')} size="lg" value="" onChange={(event) => choose(event.currentTarget.value)} data={[{ value: '', label: t('Choose') }, ...all.map(({ id, name }) => ({ value: id, label: name }))]} />
        ))}
      </Answer>
    </div>
  );
}

function Wall({ display_id, leave, only }: { display_id: string; leave: () => void; only: boolean }) {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery({
    ...visitQueries.board.queryOptions({ input: { display_id } }), placeholderData: keepPreviousData, refetchInterval: 20_000, retry: true, retryDelay: 3_000, refetchIntervalInBackground: true,
  });
  useLive('board', () => void client.invalidateQueries({ queryKey: visitQueries.board.key() }));
  const sound = useCalls(found.data);
  if (found.data === undefined) return <div className={classes.choose}><h1>{t('Public display')}</h1><Answer of={found}>{() => null}</Answer></div>;
  const { points, now } = found.data;
  const calls = points.flatMap((point) => point.calls).toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const lost = found.isError || found.failureCount > 0;
  return (
    <div className={classes.wall}>
      <header className={classes.head}>
        <h1 dir="auto">{found.data.display.name}</h1>
        {lost && <span className={classes.lost} role="status">{t('The connection is lost; this may be old')}</span>}
        <bdi className={classes.clock}>{clinicalTime(now)}</bdi>
      </header>
      <section className={classes.called} aria-label={t('Called now')} aria-live="polite">
        {calls.length === 0 && <p className={classes.quiet}>{t('Nobody is called at this moment.')}</p>}
        {calls.slice(0, 8).map((call) => (
          <div key={call.code} className={classes.call} data-new={!call.in_room || undefined}>
            <bdi className={classes.code}>{call.code}</bdi>
            <span className={classes.arrow} aria-hidden>→</span>
            <span className={classes.room} dir="auto">{call.room}</span>
            {call.name !== null && <span className={classes.name} dir="auto">{call.name}</span>}
          </div>
        ))}
      </section>
      <aside className={classes.next} aria-label={t('Next')}>
        {points.map((point) => (
          <section key={point.id} aria-label={point.name}>
            <h2 dir="auto">{point.name}</h2>
            <p className={classes.quiet}>{t('{count, plural, =0 {nobody waits} one {# waits} other {# wait}}', { count: point.waiting })}</p>
            <ol className={classes.codes}>{point.next.map((code) => <li key={code}><bdi>{code}</bdi></li>)}</ol>
          </section>
        ))}
      </aside>
      <footer className={classes.foot}>
        {sound.off && <Button variant="default" leftSection={<IconVolume size={18} aria-hidden />} onClick={sound.on}>{t('Sound on')}</Button>}
        <Button variant="default" leftSection={<IconMaximize size={18} aria-hidden />} onClick={() => { sound.on(); void document.documentElement.requestFullscreen?.().catch(() => undefined); }}>{t('Full screen')}</Button>
        {!only && <Button variant="default" onClick={leave}>{t('Another display')}</Button>}
      </footer>
    </div>
  );
}

/** Chimes and speaks what is called anew. A browser is silent until somebody has touched the page once. */
function useCalls(board: Board | undefined): { off: boolean; on: () => void } {
  const heard = useRef<Set<string> | null>(null);
  const audio = useRef<AudioContext | null>(null);
  const [off, setOff] = useState(true);
  useEffect(() => {
    if (board === undefined) return;
    const calls = board.points.flatMap((point) => point.calls.filter(({ in_room }) => !in_room));
    const fresh = heard.current === null ? [] : unheard(calls, heard.current);
    heard.current = new Set([...(heard.current ?? []), ...calls.map(callKey)]);
    const { chime: chimes, voice, language } = board.display;
    if (fresh.length > 0 && chimes && audio.current !== null) chime(audio.current);
    if (voice) for (const call of fresh) speak(call, language);
  }, [board]);
  return {
    off,
    on: () => {
      if ('AudioContext' in window) audio.current ??= new AudioContext();
      setOff(false);
    },
  };
}
