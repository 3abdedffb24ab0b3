import { useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useCallback, useRef } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { minute } from './grid.ts';

export interface Aim {
  resource_ids: string[];
  /** In milliseconds. */
  start: number;
  minutes: number;
}

interface Step {
  patient_id: string;
  appointment_id: string;
  aim: Aim;
  /** Removes what was said of it. */
  forget?: () => void;
}

export interface Moves {
  /** Puts an appointment elsewhere: at once on this screen, and back where it was when the server refuses. */
  move: (taken: DayAppointment, aim: Aim) => void;
  /** Takes the last move back; false where there is none. */
  undo: () => boolean;
  /** False while a move is on its way: what the server tells then may be older than what is shown. */
  settled: () => boolean;
}

/** Moves appointments one after the other, each knowing the version that the one before has left. */
export function useMoves(): Moves {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const queue = useRef(Promise.resolve());
  const waiting = useRef(0);
  const versions = useRef(new Map<string, number>());
  const done = useRef<Step[]>([]);

  const show = useCallback((appointment_id: string, { resource_ids, start, minutes }: Aim, version?: number) => {
    client.setQueriesData({ queryKey: schedulingQueries.day.key() }, (day: { taken: DayAppointment[] } | undefined) => {
      if (day === undefined) return day;
      const mine = day.taken.filter(({ id }) => id === appointment_id);
      const free = resource_ids.filter((id) => !mine.some((each) => each.resource_id === id));
      const span = { start: new Date(start).toISOString(), end: new Date(start + minutes * minute).toISOString() };
      return {
        ...day,
        taken: day.taken.map((each) => {
          if (each.id !== appointment_id || each.appointment === null) return each;
          const resource_id = resource_ids.includes(each.resource_id) ? each.resource_id : (free.shift() ?? each.resource_id);
          return { ...each, ...span, resource_id, appointment: { ...each.appointment, resource_ids, version: version ?? each.appointment.version } };
        }),
      };
    });
  }, [client]);

  const run = useCallback(({ patient_id, appointment_id, aim }: Step, before: Aim, known: number, after: () => void) => {
    waiting.current += 1;
    void client.cancelQueries({ queryKey: schedulingQueries.day.key() });
    show(appointment_id, aim);
    queue.current = queue.current.then(async () => {
      try {
        const version = Math.max(known, versions.current.get(appointment_id) ?? 0);
        const moved = await scheduling.reschedule({ patient_id, appointment_id, version, resource_ids: aim.resource_ids, start: new Date(aim.start).toISOString(), minutes: aim.minutes });
        versions.current.set(appointment_id, moved.version);
        show(appointment_id, aim, moved.version);
        after();
      } catch (error) {
        show(appointment_id, before);
        failureToast(`${t('The appointment stays where it was.')} ${error instanceof Error ? say(error.message) : ''}`);
      } finally {
        waiting.current -= 1;
        if (waiting.current === 0) await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      }
    });
  }, [client, say, show, t]);

  const undo = useCallback((): boolean => {
    const last = done.current.pop();
    if (last === undefined) return false;
    // Its own button would do nothing any more.
    last.forget?.();
    run(last, last.aim, 0, () => { toast({ text: t('The move is taken back') }); });
    return true;
  }, [run, t]);

  const move = useCallback((taken: DayAppointment, aim: Aim) => {
    const { id: appointment_id, appointment } = taken;
    if (appointment === null) return;
    const { patient_id, resource_ids, version } = appointment;
    const before: Aim = { resource_ids, start: Date.parse(taken.start), minutes: Math.round((Date.parse(taken.end) - Date.parse(taken.start)) / minute) };
    run({ patient_id, appointment_id, aim }, before, version, () => {
      const step: Step = { patient_id, appointment_id, aim: before };
      done.current.push(step);
      const takeBack = () => {
        const at = done.current.indexOf(step);
        if (at < 0) return;
        done.current.splice(at, 1);
        done.current.push(step);
        undo();
      };
      step.forget = toast({ text: t('The appointment is moved'), undo: takeBack });
    });
  }, [run, t, undo]);

  const settled = useCallback(() => waiting.current === 0, []);
  return { move, undo, settled };
}
