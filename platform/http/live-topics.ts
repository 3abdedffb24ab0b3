import type { Permission } from '../auth/index.ts';

const topics = new Map<string, Permission>();

/**
 * A department tells of what its screens hear live, and which permission that needs. A topic is a word, such as `schedule`. Whoever
 * changes something says `announce(tx, 'schedule')`, or of a part of it `announce(tx, 'schedule/2026-11-23')`; a part is an id or a day, never personal data.
 */
export function liveTopics(byName: Record<string, Permission>): void {
  for (const [name, permission] of Object.entries(byName)) topics.set(name, permission);
}

/** What following a subject needs; undefined where there is no such topic. */
export const permissionToFollow = (subject: string): Permission | undefined => topics.get(subject.split('/', 1)[0] ?? '');
