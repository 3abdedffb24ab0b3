import { weigh, type HarmWeights, type Move } from './weigh.ts';

export const exampleIds = ['an-hour', 'an-hour-late', 'colleague', 'next-day', 'two-of-them', 'misses'] as const;
export type ExampleId = (typeof exampleIds)[number];

interface Example {
  id: ExampleId;
  moves: readonly Move[];
  /** How long before it they are told, in minutes. */
  told: number;
}

const day = 1440;
const at = 10 * day;
const move = (by: number, more: Partial<Move> = {}): Move => ({ from: at, to: at + by, days: Math.floor(by / day), other_clinician: false, see_by: null, ...more });

/** Moves that a hospital would weigh against each other. */
export const examples: readonly Example[] = [
  { id: 'an-hour', moves: [move(60)], told: 3 * day },
  { id: 'an-hour-late', moves: [move(60)], told: 120 },
  { id: 'colleague', moves: [move(0, { other_clinician: true })], told: 3 * day },
  { id: 'next-day', moves: [move(day)], told: 3 * day },
  { id: 'two-of-them', moves: [move(30), move(30)], told: 3 * day },
  { id: 'misses', moves: [move(2 * day, { see_by: at + day })], told: 3 * day },
];

/** The points of an example by these weights. */
export const harmOf = ({ moves, told }: Example, weights: HarmWeights): number => moves.reduce((sum, each) => sum + weigh(each, at - told, weights), 0);
