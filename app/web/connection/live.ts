/** What the stream of live events says: it is open, it is lost and tried again, or the session is not what it was. */
export type LiveNews = 'open' | 'lost' | 'session';

type Listener = (news: LiveNews) => void;

const name = 'openward.live';
/** States of a session other than `live`, as the server names the events. */
const sessionEvents = ['ended', 'locked', 'password-change', 'second-factor', 'enrol-second-factor'];

/**
 * Hears the live events of the server. A browser opens six connections to a server and no more, over all its tabs: so one
 * tab holds the stream and tells the others, and when it is closed another takes it over.
 */
export function hearLive(listener: Listener): () => void {
  // A browser offers locks only to a page that came over https, or from this machine. Else each tab has its own stream.
  if (navigator.locks === undefined) return openStream(listener);
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<LiveNews | 'anybody?'>) => {
    if (data !== 'anybody?') listener(data);
  });
  channel.postMessage('anybody?');
  const stop = new AbortController();
  navigator.locks
    .request(name, { signal: stop.signal }, () => holdStream(listener, stop.signal))
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Holds the stream for all tabs, until this tab has no use for it. */
function holdStream(listener: Listener, signal: AbortSignal): Promise<void> {
  const channel = new BroadcastChannel(name);
  let last: LiveNews | undefined;
  const close = openStream((news) => {
    if (news !== 'session') last = news;
    listener(news);
    channel.postMessage(news);
  });
  channel.addEventListener('message', ({ data }: MessageEvent<LiveNews | 'anybody?'>) => {
    if (data === 'anybody?' && last !== undefined) channel.postMessage(last);
  });
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      close();
      channel.close();
      resolve();
    });
  });
}

function openStream(listener: Listener): () => void {
  const events = new EventSource('/api/live');
  events.addEventListener('open', () => listener('open'));
  // A stream that the server ended for good is no lost connection: the session has ended.
  events.addEventListener('error', () => listener(events.readyState === EventSource.CLOSED ? 'session' : 'lost'));
  for (const event of sessionEvents) events.addEventListener(event, () => listener('session'));
  return () => events.close();
}
