import type { Attention, EmergencyState } from '../../contract/emergency.ts';
import type { VisitStatus } from '../../contract/visit.ts';

/** Somebody in the emergency department, as far as their place goes. */
export interface Standing {
  visit_id: string;
  status: VisitStatus;
  /** The category; null before triage. 1 is the most urgent. */
  level: number | null;
  arrived_at: Date;
  dead: boolean;
  boarding: boolean;
}

/** Where somebody stands. */
export function stateOf({ status, level, dead, boarding }: Omit<Standing, 'visit_id' | 'arrived_at'>): EmergencyState {
  if (boarding) return 'boarding';
  if (dead) return 'dead';
  if (status === 'in-progress' || status === 'onleave') return 'being-seen';
  return level === null ? 'to-triage' : 'waiting';
}

const byArrival = (one: Standing, other: Standing): number =>
  one.arrived_at.getTime() - other.arrived_at.getTime() || (one.visit_id < other.visit_id ? -1 : 1);

/**
 * The order in which those who wait are seen: by category, and within a category by arrival. How long somebody has waited never puts them
 * before somebody more urgent. Who has not been triaged is not in it: they are triaged first.
 */
export function inTurn<One extends Standing>(people: readonly One[]): One[] {
  return people.filter((one) => stateOf(one) === 'waiting').sort((one, other) => (one.level ?? 0) - (other.level ?? 0) || byArrival(one, other));
}

/** The board: who needs triage, then who waits in turn, then who is being seen, who boards, and the dead. */
export function onBoard<One extends Standing>(people: readonly One[]): One[] {
  const of = (state: EmergencyState) => people.filter((one) => stateOf(one) === state);
  const seen = of('being-seen').sort((one, other) => (one.level ?? 6) - (other.level ?? 6) || byArrival(one, other));
  return [...of('to-triage').sort(byArrival), ...inTurn(people), ...seen, ...of('boarding').sort(byArrival), ...of('dead').sort(byArrival)];
}

/** A score as it was reckoned, and when. */
export interface Score {
  score: number;
  at: Date;
}

/** Why somebody who waits is to be triaged again: they got worse since, or their time is over. Null while there is no reason. */
export function attentionOf(
  { state, due_at, triaged_at, triaged_with, newest }: { state: EmergencyState; due_at: Date | null; triaged_at: Date | null; triaged_with: number | null; newest: Score | null }, now: Date,
): Attention | null {
  if (state !== 'waiting') return null;
  // Without a score at triage, one that calls for urgent review is news.
  if (newest !== null && triaged_at !== null && newest.at > triaged_at && newest.score > (triaged_with ?? 4)) return 'worse';
  return due_at !== null && now > due_at ? 'overdue' : null;
}
