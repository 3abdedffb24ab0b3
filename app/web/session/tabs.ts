/** What the tabs of one browser tell each other: they share one session, so they lock, unlock and leave together. */
export type TabNews =
  | { kind: 'acted' }
  | { kind: 'session-changed' }
  /** Somebody left on purpose: screens and drafts of that person go. */
  | { kind: 'left'; account_id: string; drafts: 'dropped' | 'kept' };

const name = 'openward';
const channel = new BroadcastChannel(name);

export function tellTabs(news: TabNews): void {
  channel.postMessage(news);
}

/** Hears of the other tabs. */
export function hearTabs(listener: (news: TabNews) => void): () => void {
  const hear = (event: MessageEvent<TabNews>) => listener(event.data);
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
