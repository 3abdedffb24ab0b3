import type { Database } from '@openward/platform/db';

type Told = () => void;

/** Who follows which subject in this process. One connection to the database hears for all of them. */
export interface News {
  /** Calls back when one of the subjects has news. Returns how to stop. */
  follow(subjects: readonly string[], told: Told): () => void;
  close(): void;
}

const topicOf = (subject: string): string => subject.split('/', 1)[0] ?? subject;

/**
 * Passes on what transactions announced. News of `schedule` reach all who follow it or a part of it, such as `schedule/2026-11-23`;
 * news of a part reach those who follow that part, or the whole.
 */
export function newsOf(database: Pick<Database, 'hear'>): News {
  const followers = new Map<string, Map<Told, Set<string>>>();
  let stop: (() => void) | undefined;
  const tell = (subject: string): void => {
    for (const [told, subjects] of followers.get(topicOf(subject)) ?? []) {
      if (!subject.includes('/') || subjects.has(subject) || subjects.has(topicOf(subject))) told();
    }
  };
  return {
    follow(subjects, told) {
      stop ??= database.hear((subject) => {
        for (const each of subject === null ? [...followers.keys()] : [subject]) tell(each);
      });
      for (const subject of subjects) {
        const topic = topicOf(subject);
        const those = followers.get(topic) ?? new Map<Told, Set<string>>();
        followers.set(topic, those.set(told, (those.get(told) ?? new Set()).add(subject)));
      }
      return () => {
        for (const topic of new Set(subjects.map(topicOf))) {
          followers.get(topic)?.delete(told);
          if (followers.get(topic)?.size === 0) followers.delete(topic);
        }
      };
    },
    close: () => stop?.(),
  };
}
