import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Effect, Move } from '../../contract/index.ts';

export type Preference = 'same-people' | 'same-time';

/** What a change of the calendars would do, asked before it is saved, and whom the keeper moves with it. */
export interface EffectOf {
  effect: Effect | null;
  prefer: Preference;
  moving: boolean;
  asking: boolean;
  error: Error | null;
  /** Asks what it would do. */
  look: (prefer?: Preference) => void;
  setMoving: (moving: boolean) => void;
  /** What was asked is no longer what would be saved. */
  forget: () => void;
  moves: Move[];
  /** Somebody would be stranded whom nothing is done for. */
  strands: boolean;
}

export function useEffectOf(ask: (prefer: Preference) => Promise<Effect>): EffectOf {
  const [prefer, setPrefer] = useState<Preference>('same-people');
  const [moving, setMoving] = useState(false);
  const asked = useMutation({ mutationFn: ask });
  const effect = asked.data ?? null;
  const movable = (effect?.stranded ?? []).flatMap(({ appointment_id, version, suggestion }) =>
    (suggestion === null ? [] : [{ appointment_id, version, start: suggestion.start, resource_ids: suggestion.resource_ids }]));
  return {
    effect, prefer, moving, asking: asked.isPending, error: asked.error,
    look(next = prefer) {
      setPrefer(next);
      asked.mutate(next);
    },
    setMoving,
    forget() {
      asked.reset();
      setMoving(false);
    },
    moves: moving ? movable : [],
    strands: effect !== null && effect.stranded.length > (moving ? movable.length : 0),
  };
}
