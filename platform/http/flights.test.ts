import { expect, test } from 'vitest';
import { Flights } from './flights.ts';

test('what comes alone goes at once, and what comes meanwhile goes together', async () => {
  const sizes: number[] = [];
  const flights = new Flights(async (asks: readonly number[]) => {
    sizes.push(asks.length);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return asks.map((ask) => (ask === 7 ? { status: 'rejected' as const, reason: new Error('seven') } : { status: 'fulfilled' as const, value: ask * 2 }));
  });
  const told = await Promise.allSettled(Array.from({ length: 20 }, (_each, at) => flights.ask(at)));
  expect(told.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message)))
    .toEqual(Array.from({ length: 20 }, (_each, at) => (at === 7 ? 'seven' : at * 2)));
  expect(sizes.reduce((one, other) => one + other)).toBe(20);
  expect(sizes[0]).toBe(1);
  expect(sizes.length).toBeLessThan(5);
});

test('a flight that fails as a whole fails all who are in it, and the next one goes', async () => {
  let first = true;
  const flights = new Flights(async (asks: readonly string[]) => {
    if (first) {
      first = false;
      throw new Error('lost');
    }
    return asks.map((value) => ({ status: 'fulfilled' as const, value }));
  });
  await expect(flights.ask('a')).rejects.toThrow('lost');
  expect(await flights.ask('b')).toBe('b');
});

test('who comes later does not wait for a flight that waits for somebody else, nor for an answer that is still to come', async () => {
  const flights = new Flights(async (asks: readonly string[]) => {
    if (asks.includes('blocked')) await new Promise(() => {});
    return asks.map((ask) => ({ status: 'fulfilled' as const, value: ask === 'late' ? new Promise<string>(() => {}) : ask as unknown }));
  });
  void flights.ask('late');
  expect(await flights.ask('next')).toBe('next');
  void flights.ask('blocked');
  expect(await Promise.all([flights.ask('a'), flights.ask('b')])).toEqual(['a', 'b']);
});

test('who come again in one moment go together again, and a lone one waits for nobody for long', async () => {
  const sizes: number[] = [];
  const flights = new Flights(async (asks: readonly number[]) => {
    sizes.push(asks.length);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return asks.map((value) => ({ status: 'fulfilled' as const, value }));
  });
  const again = async (person: number): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) expect(await flights.ask(person)).toBe(person);
  };
  await Promise.all(Array.from({ length: 12 }, (_each, person) => again(person)));
  // Without the wait, whoever asks first after a landing goes alone, and every other flight carries one.
  expect(sizes.length).toBeLessThan(40);
  expect(sizes.filter((size) => size === 1).length).toBeLessThan(6);
  expect(await flights.ask(1)).toBe(1);
  expect(await flights.ask(2)).toBe(2);
});
