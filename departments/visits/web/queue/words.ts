import { words, type Translate } from '@openward/platform/ui';
import type { PointKind, Priority, PriorityReason, Stop, StopStatus, TurnReason } from '../../contract/index.ts';

export const stopWords: Readonly<Record<StopStatus, string>> = {
  arrived: words('Has come'),
  waiting: words('Waits'),
  called: words('Called'),
  'in-room': words('In the room'),
  done: words('Through'),
  'no-answer': words('Did not answer'),
  left: words('Left'),
};

export const priorityWords: Readonly<Record<Priority, string>> = {
  emergency: words('Emergency'),
  urgent: words('Urgent'),
  priority: words('Before others'),
  routine: words('In turn'),
};

export const reasonWords: Readonly<Record<PriorityReason, string>> = {
  emergency: words('emergency'),
  labour: words('in labour'),
  'severe-pain': words('severe pain'),
  elderly: words('elderly'),
  pregnant: words('pregnant'),
  disabled: words('disabled'),
  child: words('small child'),
  'staff-decision': words('staff decided'),
};

export const pointKindWords: Readonly<Record<PointKind, string>> = {
  registration: words('Registration'),
  triage: words('Triage'),
  clinic: words('Clinic'),
  laboratory: words('Laboratory'),
  imaging: words('Imaging'),
  pharmacy: words('Pharmacy'),
  cashier: words('Cashier'),
  other: words('Other'),
};

const turnWords: Readonly<Record<TurnReason, string>> = {
  priority: words('before others'),
  appointment: words('by appointment'),
  late: words('came late'),
  'walk-in': words('without appointment'),
};

/** Why somebody has their place in the queue, in a few words. */
export const turnText = ({ why, priority_reason }: Pick<Stop, 'why' | 'priority_reason'>, t: Translate): string =>
  priority_reason === null ? t(turnWords[why]) : t(reasonWords[priority_reason]);

/** Whole minutes between two instants, none below zero. */
export const minutesBetween = (from: string, to: string): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
