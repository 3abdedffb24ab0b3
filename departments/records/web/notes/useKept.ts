import { useCallback, useEffect, useRef, useState } from 'react';
import { isProblem } from '@openward/platform/ui';
import type { DraftShown, NoteSection } from '../../contract/index.ts';
import { recordClient } from '../client.ts';

const pause_ms = 1_200;

export interface Typed {
  title: string;
  sections: NoteSection[];
}

/** How what is typed stands to what the server has. */
export type KeptState = { is: 'kept'; at: string } | { is: 'typing' } | { is: 'elsewhere'; current: DraftShown | null } | { is: 'failed' };

/**
 * A draft that is kept on the server a moment after one stops typing: it survives a lock, and goes on at another
 * workstation. One save at a time, each naming the version before.
 */
export function useKept(draft: DraftShown) {
  const [typed, setTyped] = useState<Typed>({ title: draft.title, sections: draft.sections });
  const [state, setState] = useState<KeptState>({ is: 'kept', at: draft.updated_at });
  const now = useRef({ version: draft.version, typed, saved: typed });
  const running = useRef<Promise<boolean> | null>(null);

  const keep = useCallback(async (): Promise<boolean> => {
    if (running.current !== null) await running.current;
    const { version, typed: sent, saved } = now.current;
    if (sent === saved) return true;
    const save = async (): Promise<boolean> => {
      try {
        const kept = await recordClient.saveDraft({ patient_id: draft.patient_id, note_id: draft.id, version, ...sent });
        now.current = { ...now.current, version: kept.version, saved: sent };
        setState(now.current.typed === sent ? { is: 'kept', at: kept.updated_at } : { is: 'typing' });
        return true;
      } catch (error) {
        const elsewhere = isProblem(error, 'records.draft_changed', 'records.note_signed', 'records.unknown_draft');
        setState(elsewhere ? { is: 'elsewhere', current: (error.extras['current'] as DraftShown | undefined) ?? null } : { is: 'failed' });
        return false;
      }
    };
    running.current = save();
    const done = await running.current;
    running.current = null;
    return done;
  }, [draft.id, draft.patient_id]);

  useEffect(() => {
    if (state.is !== 'typing' && state.is !== 'failed') return undefined;
    const timer = setTimeout(() => void keep(), state.is === 'failed' ? pause_ms * 5 : pause_ms);
    return () => clearTimeout(timer);
  }, [typed, state, keep]);

  // Whoever leaves the screen has it kept, too.
  useEffect(() => () => void keep(), [keep]);

  const change = useCallback((next: Typed) => {
    now.current.typed = next;
    setTyped(next);
    setState({ is: 'typing' });
  }, []);
  return { typed, change, state, keep, version: () => now.current.version };
}
