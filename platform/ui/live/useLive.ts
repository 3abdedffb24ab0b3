import { useStream } from './useStream.ts';

/**
 * Calls back when something of a topic has changed, such as `schedule` or `schedule/2026-11-23`, while the page is in sight. Several
 * are given with commas between them; null follows nothing. What has changed is asked for by the screen. A department names its topics
 * with `liveTopics({ schedule: 'scheduling.read' })`, and whoever changes something says `announce(tx, 'schedule')`.
 */
export function useLive(topic: string | null, onNews: () => void): void {
  useStream(topic === null ? null : `/api/live/topics?of=${encodeURIComponent(topic)}`, onNews);
}
