import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { lengthsOf, lengthStep } from '../../rules/length.ts';
import { aside, shifted, snapped, within, minute, scale, type Ghost, type GridColumn } from './grid.ts';

/** How a kind of appointment lies on the grid. */
export interface Kind {
  minutes: number;
  grid_minutes: number;
}

export interface Moving {
  taken: DayAppointment;
  /** The column that it is taken from. */
  from: number;
  ghost: Ghost;
  by: 'keys' | 'pointer';
}

interface Grab {
  taken: DayAppointment;
  from: number;
  x: number;
  y: number;
  /** Pixels from the upper edge of the box to the pointer. */
  offset: number;
  resize: boolean;
}

interface GhostOptions {
  columns: readonly GridColumn[];
  kindOf: (taken: DayAppointment) => Kind;
  /** Undefined for somebody who may not book. */
  commit: ((taken: DayAppointment, from: number, ghost: Ghost) => void) | undefined;
}

const far = 4;
const movable = (taken: DayAppointment) => taken.appointment !== null && ['booked', 'noshow'].includes(taken.appointment.status);

/** The ghost of an appointment that is being moved or made longer, by keys or by a pointer. Nothing is changed until it is put down. */
export function useGhost({ columns, kindOf, commit }: GhostOptions) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const grab = useRef<Grab | null>(null);
  const dragged = useRef(false);

  const begin = useCallback((taken: DayAppointment, from: number, by: Moving['by']): Moving | null => {
    if (commit === undefined || !movable(taken)) return null;
    const ghost = { column: from, start: Date.parse(taken.start), minutes: Math.round((Date.parse(taken.end) - Date.parse(taken.start)) / minute) };
    return { taken, from, ghost, by };
  }, [commit]);

  const put = (now: Moving) => {
    const { taken, from, ghost } = now;
    setMoving(null);
    const same = ghost.column === from && ghost.start === Date.parse(taken.start) && ghost.minutes * minute === Date.parse(taken.end) - Date.parse(taken.start);
    if (!same) commit?.(taken, from, ghost);
  };

  const resized = (now: Moving, minutes: number): Moving => ({ ...now, ghost: { ...now.ghost, minutes: within(minutes, lengthsOf(kindOf(now.taken).minutes), lengthStep) } });

  /** Keys while something moves, and those that begin it on the appointment that has the focus. True where the key was for this. */
  const onKey = (event: KeyboardEvent, focused: { taken: DayAppointment; column: number } | null): boolean => {
    const across = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const starts = focused !== null && !event.ctrlKey && !event.metaKey && !event.altKey && ['m', 'M', '+', '-', '='].includes(event.key);
    const now = moving ?? (starts ? begin(focused.taken, focused.column, 'keys') : null);
    if (now === null) return false;
    const step = kindOf(now.taken).grid_minutes;
    const { ghost } = now;
    const acts: Record<string, () => void> = {
      m: () => setMoving(now), M: () => setMoving(now),
      ArrowUp: () => setMoving({ ...now, ghost: shifted(ghost, -step, columns) }),
      ArrowDown: () => setMoving({ ...now, ghost: shifted(ghost, step, columns) }),
      ArrowLeft: () => setMoving({ ...now, ghost: aside(ghost, -across, columns) }),
      ArrowRight: () => setMoving({ ...now, ghost: aside(ghost, across, columns) }),
      '+': () => setMoving(resized(now, ghost.minutes + lengthStep)),
      '=': () => setMoving(resized(now, ghost.minutes + lengthStep)),
      '-': () => setMoving(resized(now, ghost.minutes - lengthStep)),
      Enter: () => put(now),
      Escape: () => setMoving(null),
      Tab: () => setMoving(null),
    };
    const act = acts[event.key];
    if (act === undefined) return false;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  };

  /** A finger scrolls; it moves an appointment by the menu. */
  const onPointerDown = (event: PointerEvent<HTMLElement>, taken: DayAppointment, from: number, box: HTMLElement) => {
    dragged.current = false;
    if (event.button !== 0 || event.pointerType === 'touch' || commit === undefined || !movable(taken)) return;
    const resize = event.target instanceof Element && event.target.closest('[data-resize]') !== null;
    grab.current = { taken, from, x: event.clientX, y: event.clientY, offset: event.clientY - box.getBoundingClientRect().top, resize };
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = grab.current;
    if (held === null) return;
    if (!dragged.current && Math.hypot(event.clientX - held.x, event.clientY - held.y) < far) return;
    const now = moving ?? begin(held.taken, held.from, 'pointer');
    if (now === null) return;
    if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = true;
    scrollAtEdge(event.currentTarget, event.clientY);
    const bodies = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-body]')];
    if (held.resize) {
      const top = bodies[now.ghost.column]?.getBoundingClientRect().top ?? 0;
      const until = (columns[now.ghost.column]?.from ?? 0) + ((event.clientY - top) / scale) * minute;
      setMoving(resized(now, (until - now.ghost.start) / minute));
      return;
    }
    const under = bodies.findIndex((body) => {
      const { left, right } = body.getBoundingClientRect();
      return event.clientX >= left && event.clientX < right;
    });
    const column = under < 0 ? now.ghost.column : under;
    const top = bodies[column]?.getBoundingClientRect().top ?? 0;
    const start = snapped(columns[column]?.from ?? 0, event.clientY - top - held.offset, kindOf(held.taken).grid_minutes);
    setMoving({ ...now, ghost: shifted({ ...now.ghost, column, start }, 0, columns) });
  };

  const onPointerUp = () => {
    grab.current = null;
    if (moving?.by === 'pointer') put(moving);
  };

  const drop = useCallback(() => {
    grab.current = null;
    setMoving(null);
  }, []);

  /** A drag ends with a click, which opens nothing. */
  const wasDragged = useCallback(() => dragged.current, []);
  return { moving, onKey, onPointerDown, onPointerMove, onPointerUp, drop, wasDragged };
}

function scrollAtEdge(section: HTMLElement, y: number): void {
  const { top, bottom } = section.getBoundingClientRect();
  if (y > bottom - 32) section.scrollTop += 16;
  if (y < top + 64) section.scrollTop -= 16;
}
