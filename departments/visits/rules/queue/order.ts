import { priorities, type Priority, type TurnReason } from '../../contract/queue.ts';

/** Somebody in a queue, as far as their place in it goes. */
export interface Queued {
  id: string;
  priority: Priority;
  /** The time of their appointment. */
  due_at: Date | null;
  arrived_at: Date;
}

export interface Turn {
  /** The time that their place is reckoned by. */
  at: number;
  why: TurnReason;
}

const minute = 60_000;

/**
 * When somebody’s turn is, and why. Who came in time takes the turn of their appointment; who came late, of their arrival; who has none comes a
 * little after their arrival, so that those with an appointment are not pushed back by everybody who drops in.
 */
export function turnOf({ priority, due_at, arrived_at }: Queued, walk_in_minutes: number): Turn {
  const ordinary = ordinaryTurn(due_at, arrived_at, walk_in_minutes);
  return priority === 'routine' ? ordinary : { at: ordinary.at, why: 'priority' };
}

function ordinaryTurn(due_at: Date | null, arrived_at: Date, walk_in_minutes: number): Turn {
  if (due_at === null) return { at: arrived_at.getTime() + walk_in_minutes * minute, why: 'walk-in' };
  return arrived_at > due_at ? { at: arrived_at.getTime(), why: 'late' } : { at: due_at.getTime(), why: 'appointment' };
}

/**
 * The order in which a queue is called: by priority, then by turn, then by arrival. It depends on nothing but those who wait, so nobody loses
 * their place to time alone, and whoever asks gets the same answer.
 */
export function inOrder<One extends Queued>(queue: readonly One[], walk_in_minutes: number): One[] {
  return queue
    .map((one) => ({ one, level: priorities.indexOf(one.priority), at: turnOf(one, walk_in_minutes).at }))
    .sort((a, b) => a.level - b.level || a.at - b.at || a.one.arrived_at.getTime() - b.one.arrived_at.getTime() || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
}
