/** Somebody of an invented day, in minutes since midnight. */
export interface SimulatedVisit {
  arrived: number;
  /** The time of their appointment; null without one. */
  due: number | null;
  ahead: number;
  called: number;
  in_room: number;
  ended: number;
  room: number;
}

export interface SimulatedClinic {
  rooms: number;
  /** When the doors open and close, in minutes since midnight. */
  opens: number;
  closes: number;
  /** How many come in an hour. */
  perHour: number;
  /** How long one is in the room, on average. */
  minutes: number;
}

/** A day of a queue over several rooms, invented: people come by chance, more in the morning, and the service takes as long as it takes. `chance` gives numbers from 0 to 1. */
export function simulateDay({ rooms, opens, closes, perHour, minutes }: SimulatedClinic, chance: () => number): SimulatedVisit[] {
  const made: SimulatedVisit[] = [];
  const free = Array.from({ length: rooms }, () => opens);
  // Some days are slower than others for everybody.
  const pace = 0.85 + chance() * 0.3;
  for (let at = opens - 20; at < closes; ) {
    const crowd = at < opens + 120 ? 1.35 : at > closes - 90 ? 0.6 : 0.95;
    at += -Math.log(1 - chance() * 0.999) * (60 / (perHour * crowd));
    if (at >= closes) break;
    const room = free.indexOf(Math.min(...free));
    const called = Math.max(at, free[room] ?? opens);
    const in_room = called + 0.3 + chance() * 1.2;
    const takes = minutes * pace * (0.35 + -Math.log(1 - chance() * 0.99) * 0.65);
    free[room] = in_room + Math.max(2, takes);
    const ahead = made.filter((other) => other.called > at).length;
    made.push({ arrived: at, due: chance() < 0.6 ? Math.round((at + 15) / 5) * 5 : null, ahead, called, in_room, ended: free[room], room });
  }
  return made;
}
