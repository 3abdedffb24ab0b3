import type { HarmReason } from '../../contract/add-on.ts';

/** What each kind of harm counts; kept in one row of settings. Points, not minutes. */
export interface HarmWeights {
  /** A date by which the patient was to be seen, missed by the move. More than all else together. */
  missed_date: number;
  /** Each day beyond that date. */
  missed_day: number;
  /** Each day between the old and the new. */
  other_day: number;
  other_clinician: number;
  /** Each patient who is moved at all. */
  each_patient: number;
  /** Told less than so many hours before. */
  short_notice: number;
  short_notice_hours: number;
  /** Each minute between the old and the new on the same day. */
  minute_moved: number;
  minute_urgent_waits: number;
  /** For so many days nobody is moved a second time. */
  protect_days: number;
  /** So many days after the day of the urgent need a new place is looked for. */
  days_ahead: number;
}

/** A move of somebody, in minutes since 1970, without buffers. */
export interface Move {
  from: number;
  to: number;
  days: number;
  other_clinician: boolean;
  /** Until when the patient was to be seen; null where nobody said. */
  see_by: number | null;
}

const minutesOfDay = 1440;

/** What a move does to somebody; the harm and its reasons are read off it. */
function effectOf({ from, to, see_by }: Move, now: number, weights: HarmWeights): { missed: boolean; beyond: number; short: boolean } {
  return {
    missed: see_by !== null && to > see_by && from <= see_by,
    beyond: see_by !== null && to > see_by ? Math.ceil((to - Math.max(see_by, from)) / minutesOfDay) : 0,
    short: Math.min(from, to) - now < weights.short_notice_hours * 60,
  };
}

/** What harm a move does, in points. */
export function weigh(move: Move, now: number, weights: HarmWeights): number {
  const { from, to, days, other_clinician } = move;
  const { missed, beyond, short } = effectOf(move, now, weights);
  return weights.each_patient + (days === 0 ? Math.round(Math.abs(to - from) * weights.minute_moved) : Math.abs(days) * weights.other_day)
    + (missed ? weights.missed_date : 0) + beyond * weights.missed_day
    + (other_clinician ? weights.other_clinician : 0) + (short ? weights.short_notice : 0);
}

/** In what the harm of a move lies. */
export function reasonsOf(move: Move, now: number, weights: HarmWeights): HarmReason[] {
  const { missed, short } = effectOf(move, now, weights);
  return [
    ...(missed ? ['missed_date' as const] : []), ...(move.days === 0 ? [] : ['other_day' as const]), ...(move.other_clinician ? ['other_clinician' as const] : []),
    ...(short ? ['short_notice' as const] : []), move.to < move.from ? 'earlier' : 'later',
  ];
}
