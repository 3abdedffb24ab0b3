import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { NotATime, resolveWallClock } from './wall-clock.ts';

// The machine's own zone must not matter: each is asked in a process of its own.
const hosts = ['UTC', 'America/New_York', 'Australia/Lord_Howe'] as const;

function ask<T>(host: string, expression: string): T {
  const program = `import * as time from ${JSON.stringify(new URL('./wall-clock.ts', import.meta.url).href)};
    process.stdout.write(JSON.stringify({ host: new Date(2027, 0, 1).getTimezoneOffset(), answer: ${expression} }))`;
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, TZ: host }, encoding: 'utf8' });
  return JSON.parse(text) as T;
}

const asked = [
  ['2027-03-28T02:30', 'Europe/Berlin', 'gap', ['2027-03-28T00:30:00Z 2027-03-28T01:30', '2027-03-28T01:30:00Z 2027-03-28T03:30']],
  ['2027-10-31T02:30', 'Europe/Berlin', 'twice', ['2027-10-31T00:30:00Z 2027-10-31T02:30', '2027-10-31T01:30:00Z 2027-10-31T02:30']],
  ['2027-11-07T01:30', 'America/New_York', 'twice', ['2027-11-07T05:30:00Z 2027-11-07T01:30', '2027-11-07T06:30:00Z 2027-11-07T01:30']],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', 'twice', ['2027-04-03T14:45:00Z 2027-04-04T01:45', '2027-04-03T15:15:00Z 2027-04-04T01:45']],
  ['2027-04-30T00:00', 'Africa/Cairo', 'gap', ['2027-04-29T21:00:00Z 2027-04-29T23:00', '2027-04-29T22:00:00Z 2027-04-30T01:00']],
  ['2027-09-05T00:00', 'America/Santiago', 'gap', ['2027-09-05T03:00:00Z 2027-09-04T23:00', '2027-09-05T04:00:00Z 2027-09-05T01:00']],
  ['2011-12-30T12:00', 'Pacific/Apia', 'gap', ['2011-12-29T22:00:00Z 2011-12-29T12:00', '2011-12-30T22:00:00Z 2011-12-31T12:00']],
  ['2027-06-01T09:00', 'Europe/Berlin', 'one', ['2027-06-01T07:00:00Z 2027-06-01T09:00']],
] as const;

const spans = [
  ['2027-03-27', 'Europe/Berlin', '2027-03-27T21:00:00Z', '2027-03-28T04:00:00Z', 7],
  ['2027-10-30', 'Europe/Berlin', '2027-10-30T20:00:00Z', '2027-10-31T05:00:00Z', 9],
  ['2027-06-01', 'Europe/Berlin', '2027-06-01T20:00:00Z', '2027-06-02T04:00:00Z', 8],
] as const;

it.each(hosts)('reads a wall clock the same on a machine that stands in %s', (host) => {
  const { host: offset, answer } = ask<{ host: number; answer: { kind: string; moment?: Shown; candidates?: Shown[] }[] }>(
    host, `${JSON.stringify(asked.map(([clock, zone]) => [clock, zone]))}.map(([clock, zone]) => time.resolveWallClock(clock, zone))`);
  expect(offset).toBe({ UTC: 0, 'America/New_York': 300, 'Australia/Lord_Howe': -660 }[host]);
  expect(answer.map(({ kind, moment, candidates = [] }) => [kind, [...(moment === undefined ? [] : [moment]), ...candidates].map(({ instant, wall_clock }) => `${instant} ${wall_clock}`)]))
    .toEqual(asked.map(([, , kind, moments]) => [kind, moments]));
});

it.each(hosts)('knows how long a night shift is on a machine that stands in %s', (host) => {
  const { answer } = ask<{ answer: { start: string; end: string }[] }>(
    host, `${JSON.stringify(spans)}.map(([date, zone]) => time.spanOn(date, '22:00', '06:00', zone))`);
  expect(answer).toEqual(spans.map(([, , start, end]) => ({ start, end })));
  expect(answer.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000)).toEqual(spans.map(([, , , , hours]) => hours));
});

it.each(hosts)('cuts a rule at the edges of a gap, on a machine that stands in %s', (host) => {
  const { answer } = ask<{ answer: unknown[] }>(host, `[
    time.spanOn('2027-03-28', '02:15', '02:45', 'Europe/Berlin'), time.spanOn('2027-03-28', '02:30', '04:00', 'Europe/Berlin'),
    time.spanOn('2027-10-31', '02:00', '02:30', 'Europe/Berlin'), time.spanOn('2011-12-30', '09:00', '17:00', 'Pacific/Apia')]`);
  expect(answer).toEqual([null, { start: '2027-03-28T01:00:00Z', end: '2027-03-28T02:00:00Z' }, { start: '2027-10-31T00:00:00Z', end: '2027-10-31T01:30:00Z' }, null]);
});

it('refuses what is no time and no zone', () => {
  expect(() => resolveWallClock('2027-02-30T10:00', 'Europe/Berlin')).toThrow(NotATime);
  expect(() => resolveWallClock('2027-02-20T10:00', 'Europe/Atlantis')).toThrow(NotATime);
});

interface Shown {
  instant: string;
  wall_clock: string;
}
