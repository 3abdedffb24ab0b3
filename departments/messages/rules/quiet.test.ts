import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWithin, nextWithinAll, type Hours } from './quiet.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Asia/Kolkata', 'UTC'];
/** Around the days on which clocks change in them, and some others. */
const days = ['2027-03-27', '2027-10-30', '2027-11-06', '2027-04-03', '2027-10-02', '2027-04-29', '2027-10-28', '2027-09-04', '2027-04-02', '2027-06-15'];
const minute = 60_000;

const formats = new Map(zones.map((zone) => [zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })]));
const clock = (at: number, zone: string): string => formats.get(zone)?.format(at) ?? '';
/** By the clock alone, without calendars. */
const isWithin = ({ from, to }: Hours, at: number, zone: string): boolean => {
  const now = clock(at, zone);
  return from === to || (from < to ? now >= from && now < to : now >= from || now < to);
};
/** Whether the clock goes back within a few hours of it: an hour that comes twice belongs to the hours both times. */
const goesBack = (at: number, zone: string): boolean => {
  const minutes = (of: number): number => Number(clock(of, zone).slice(0, 2)) * 60 + Number(clock(of, zone).slice(3));
  for (let each = at - 240 * minute; each < at + 240 * minute; each += 30 * minute) {
    const gone_on = (minutes(each + 30 * minute) - minutes(each) + 1440) % 1440;
    // Also where it goes back at midnight, as in Santiago: from 23:30 to 23:00, and not to 00:00.
    if (gone_on < 30 || gone_on > 720) return true;
  }
  return false;
};

const time = fc.integer({ min: 0, max: 287 }).map((fives) => `${String(Math.floor(fives / 12)).padStart(2, '0')}:${String((fives % 12) * 5).padStart(2, '0')}`);
const hours = fc.record({ from: time, to: time });
const moment = fc.record({ day: fc.constantFrom(...days), fives: fc.integer({ min: 0, max: 576 }) }).map(({ day, fives }) => Date.parse(`${day}T00:00:00Z`) + fives * 5 * minute);

describe('the first moment outside of quiet hours', () => {
  it('is the first one at which the clock of the place says so, also on days on which it changes', () => {
    fc.assert(fc.property(hours, moment, fc.constantFrom(...zones), (awake, now, zone) => {
      const when = nextWithin(awake, new Date(now), zone).getTime();
      expect(when).toBeGreaterThanOrEqual(now);
      if (!goesBack(when, zone)) expect(isWithin(awake, when, zone), `${clock(when, zone)} in ${JSON.stringify(awake)}`).toBe(true);
      for (let each = now; each < when; each += 5 * minute) expect(isWithin(awake, each, zone), `${clock(each, zone)} was not taken`).toBe(false);
    }), { numRuns: 400 });
  });

  it('lies within both where a patient has hours of their own, and is none where they never meet', () => {
    fc.assert(fc.property(hours, hours, moment, fc.constantFrom(...zones), (awake, own, now, zone) => {
      const when = nextWithinAll([awake, own], new Date(now), zone)?.getTime() ?? null;
      if (when !== null && !goesBack(when, zone)) expect([isWithin(awake, when, zone), isWithin(own, when, zone)]).toEqual([true, true]);
      for (let each = now; each < (when ?? now + 1440 * minute); each += 5 * minute) {
        if (!goesBack(each, zone)) expect(isWithin(awake, each, zone) && isWithin(own, each, zone), `${clock(each, zone)} was not taken`).toBe(false);
      }
    }), { numRuns: 300 });
  });
});
