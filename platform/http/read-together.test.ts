import { expect, test } from 'vitest';
import type { Database } from '../db/index.ts';
import { ReadTogether } from './read-together.ts';

interface Asked {
  n: number;
  id: string;
  context: { who: string };
}

/** A database that answers each id with itself, fails where it is told to, and remembers how many were asked at once. */
function databaseOf(sizes: number[]): Database {
  return {
    pool: {
      query: async ({ values }: { values: string[] }) => {
        const asked = JSON.parse(values[0]!) as Asked[];
        sizes.push(asked.length);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (asked.some(({ id }) => id === 'broken')) throw new Error('broken');
        return { rows: asked.filter(({ id }) => id !== 'unknown').toReversed().map(({ n, id, context }) => ({ n, answer: `${id} for ${context.who}`, refusal: null })) };
      },
    },
  } as unknown as Database;
}

const ask = (reader: ReadTogether, id: string, who = 'nurse') =>
  reader.ask({ context: JSON.stringify({ who }), token_hash: null, stamp: null, values: { id } });

test('what is asked in the same moment travels together, and each gets their own answer', async () => {
  const sizes: number[] = [];
  const reader = new ReadTogether(databaseOf(sizes), { name: 'read', text: 'select' });
  const told = await Promise.all(Array.from({ length: 100 }, (_each, at) => ask(reader, `p${at}`, `nurse ${at}`)));
  expect(told.map((one) => one?.answer)).toEqual(Array.from({ length: 100 }, (_each, at) => `p${at} for nurse ${at}`));
  // However quick the machine is: all travel, in few flights, none of which is too large.
  expect(sizes.reduce((one, other) => one + other)).toBe(100);
  expect(sizes.length).toBeLessThan(10);
  expect(Math.max(...sizes)).toBe(32);
});

test('one that fails fails alone, and one that finds nothing is told nothing', async () => {
  const reader = new ReadTogether(databaseOf([]), { name: 'read', text: 'select' });
  const told = await Promise.allSettled(['a', 'b', 'c', 'broken', 'unknown', 'd'].map((id) => ask(reader, id)));
  expect(told.map((one) => (one.status === 'fulfilled' ? one.value?.answer : (one.reason as Error).message)))
    .toEqual(['a for nurse', 'b for nurse', 'c for nurse', 'broken', undefined, 'd for nurse']);
});
