import { describe, expect, it } from 'vitest';
import type { Clinic, Kind, Lane, Mover, Need } from './clinic.ts';
import { mayMove, optionsOf, startsIn } from './clinic.ts';
import { propose } from './propose.ts';
import type { HarmWeights } from './weigh.ts';

const weights: HarmWeights = {
  missed_date: 1_000_000, missed_day: 1000, other_day: 500, other_clinician: 200, each_patient: 100, short_notice: 100, short_notice_hours: 24,
  minute_moved: 1, minute_urgent_waits: 1, protect_days: 90, days_ahead: 7,
};
const day = 1440;
const nine = 100 * day + 9 * 60;
const kind: Kind = { id: 'CONS', minutes: 20, before: 0, after: 0, grid: 20 };
/** A morning from nine to ten today, and one tomorrow. */
const lane = (resource_id: string, more: Partial<Lane> = {}): Lane => ({
  resource_id, specialties: ['Cardiology'], fixed: [], sessions: [0, 1].map((after) => ({ from: nine + after * day, until: nine + 60 + after * day, kinds: [] })), ...more,
});
const mover = (id: string, lane_number: number, number: number, more: Partial<Mover> = {}): Mover => ({
  id, kind, lane: lane_number, start: nine + number * 20, see_by: null, earlier: false, arrived: false, busy: [], ...more,
});
const clinic = (movers: Mover[], lanes = [lane('yusuf'), lane('okafor')]): Clinic => ({ now: nine - 30, days: [100, 101, 102].map((each) => each * day), lanes, movers, weights });
const need: Need = { id: 'urgent', kind, latest: nine, lanes: [0, 1], busy: [] };
const neverAsked = () => Promise.reject(new Error('These are slots'));
const told = async (given: Clinic, asked: Need = need) => (await propose(given, asked, neverAsked)).map(({ plan, harm }) => ({
  harm, places: Object.fromEntries([...plan.places].map(([id, { lane: number, from }]) => [id, `${given.lanes[number]!.resource_id} ${from >= nine + 600 ? 'tomorrow ' : ''}${from - nine - (from >= nine + 600 ? day : 0)}`])),
}));

describe('fitting somebody in', () => {
  it('moves nobody where a time is free', async () => {
    expect((await told(clinic([mover('a', 0, 0)])))[0]).toEqual({ harm: 0, places: { urgent: 'okafor 0' } });
  });

  it('moves one to the end of the day rather than everybody by a little, and tells three ways', async () => {
    // Yusuf has the last time free; Okafor is full.
    const full = clinic([mover('a', 0, 0), mover('b', 0, 1), mover('c', 1, 0), mover('d', 1, 1), mover('e', 1, 2)]);
    const ways = await told(full);
    expect(ways[0]).toEqual({ harm: 240, places: { urgent: 'yusuf 0', a: 'yusuf 40' } });
    // Whom Okafor makes room for goes to his colleague, who is free.
    expect(ways[1]).toEqual({ harm: 440, places: { urgent: 'okafor 0', c: 'yusuf 40' } });
  });

  it('misses no date by which somebody is to be seen where another way is left', async () => {
    const movers = [mover('a', 0, 0, { see_by: 101 * day }), mover('b', 0, 1, { see_by: 101 * day }), mover('c', 0, 2)];
    const [least] = await told(clinic(movers, [lane('yusuf')]), { ...need, lanes: [0] });
    expect(least?.places).toEqual({ urgent: 'yusuf 0', a: 'yusuf 40', c: 'yusuf tomorrow 0' });
    expect(least?.harm).toBeLessThan(weights.missed_date);
  });

  it('tells none where nobody can make room', async () => {
    const fixed = [{ from: nine, until: nine + 60 }];
    expect(await told(clinic([], [lane('yusuf', { fixed })]), { ...need, lanes: [0] })).toEqual([]);
  });
});

describe('what is asked of those who make room', () => {
  const later = nine + 40;
  it('is not to come earlier, unless they said that they could and are told two hours before', () => {
    const given = clinic([]);
    expect(mayMove(given, mover('a', 0, 1), nine)).toBe(false);
    expect(mayMove(given, mover('a', 0, 1, { earlier: true }), nine)).toBe(false);
    expect(mayMove({ ...given, now: nine - 120 }, mover('a', 0, 1, { earlier: true }), nine)).toBe(true);
    expect(mayMove(given, mover('a', 0, 1), later)).toBe(true);
  });

  it('is not to go home again, once they are here', () => {
    const options = optionsOf(clinic([]), mover('a', 0, 0, { arrived: true }));
    expect(options.length).toBeGreaterThan(0);
    for (const { from } of options) expect(from).toBeLessThan(101 * day);
    expect(optionsOf(clinic([]), mover('a', 0, 0)).some(({ from }) => from >= 101 * day)).toBe(true);
    expect(mayMove(clinic([]), mover('a', 0, 0, { arrived: true }), nine + day)).toBe(false);
  });

  it('is not to be at two places at one time', () => {
    expect(mayMove(clinic([]), mover('a', 0, 0, { busy: [{ from: later + 10, until: later + 30 }] }), later)).toBe(false);
  });

  it('is nothing outside of sessions, or with a colleague of another subject', () => {
    expect(startsIn(lane('yusuf', { fixed: [{ from: nine + 20, until: nine + 25 }] }), kind, { from: nine - 100, until: nine + 200 })).toEqual([nine, nine + 40]);
    const other = clinic([], [lane('yusuf'), lane('skin', { specialties: ['Dermatology'] })]);
    expect(optionsOf(other, mover('a', 0, 0)).every(({ lane: number }) => number === 0)).toBe(true);
  });
});
