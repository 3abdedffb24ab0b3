import { expect, it } from 'vitest';
import type { NewsListener } from '@openward/platform/db';
import { newsOf } from './live-news.ts';

it('tells those who follow a subject, the whole of it, or a part of what has changed as a whole, and nobody else', () => {
  let announce: NewsListener = () => {};
  let stopped = false;
  const news = newsOf({ hear: (listener) => { announce = listener; return () => { stopped = true; }; } });
  const told: string[] = [];
  const follow = (...subjects: string[]) => news.follow(subjects, () => void told.push(subjects.join('+')));
  follow('schedule');
  const leave = follow('schedule/2026-11-23');
  follow('schedule/2026-11-24', 'schedule/2026-11-25');
  follow('queue');
  const heard = (subject: string | null) => { told.length = 0; announce(subject); return [...told]; };
  expect(heard('schedule/2026-11-23')).toEqual(['schedule', 'schedule/2026-11-23']);
  expect(heard('schedule/2026-11-25')).toEqual(['schedule', 'schedule/2026-11-24+schedule/2026-11-25']);
  expect(heard('schedule')).toHaveLength(3);
  expect(heard('queue')).toEqual(['queue']);
  expect(heard('schedules')).toEqual([]);
  expect(heard(null)).toHaveLength(4);
  leave();
  expect(heard('schedule/2026-11-23')).toEqual(['schedule']);
  news.close();
  expect(stopped).toBe(true);
});
