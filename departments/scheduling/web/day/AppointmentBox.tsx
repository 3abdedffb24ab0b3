import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import { memo } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { statusShapes, statusWords } from '../choices.ts';
import classes from './schedule.module.css';

export interface BoxPlace {
  top: number;
  height: number;
  side: number;
  sides: number;
}

export const styleAt = ({ top, height, side, sides }: BoxPlace) => ({
  top, height: Math.max(height - 1, 18), insetInlineStart: `calc(${(100 * side) / sides}% + 2px)`, width: `calc(${100 / sides}% - 4px)`,
});

interface AppointmentBoxProps {
  taken: DayAppointment;
  /** Where it lies in its column; in a list it follows the one before. */
  at?: BoxPlace;
  /** What it is for, shown where there is room. */
  kind?: string | undefined;
  /** One box of the grid is reached by Tab, the others by arrow keys. */
  tabbed?: boolean;
  moving?: boolean;
  resizable?: boolean;
  open: (taken: DayAppointment) => void;
}

export const boxKey = ({ id, resource_id, lane }: DayAppointment): string => `${id}/${resource_id}/${lane}`;
const roomy = 36;

/** What is taken in a column: shape, colour and word say how it stands. What one may not see is only taken. */
export const AppointmentBox = memo(function AppointmentBox({ taken, at, kind, tabbed = true, moving = false, resizable = false, open }: AppointmentBoxProps) {
  const t = useWords();
  const { appointment, start, end, held } = taken;
  const style = at === undefined ? undefined : styleAt(at);
  if (appointment === null) {
    return (
      <div className={classes.item} data-status="taken" style={style}>
        <Value script="latin">{`${clinicalTime(start)}–${clinicalTime(end)}`}</Value> {held ? t('held') : t('taken')}
      </div>
    );
  }
  const { patient_name, status, overbooked, confirmed } = appointment;
  return (
    <button
      type="button" className={classes.item} data-status={status} data-appointment={boxKey(taken)} data-moving={moving || undefined} tabIndex={tabbed ? 0 : -1} style={style}
      onClick={() => open(taken)}
    >
      <span aria-hidden>{statusShapes[status]} </span>
      <Value script="latin">{clinicalTime(start)}</Value> <strong dir="auto">{patient_name}</strong>
      {confirmed && <span aria-hidden> ✓</span>}
      {overbooked && <span aria-hidden> +</span>}
      {kind !== undefined && (at === undefined || at.height >= roomy) && <span className={classes.kind}><Value>{kind}</Value></span>}
      <span className={classes.spoken}>, {t(statusWords[status])}{confirmed && `, ${t('confirmed')}`}{overbooked && `, ${t('overbooked')}`}</span>
      {resizable && <span className={classes.handle} data-resize aria-hidden />}
    </button>
  );
});
