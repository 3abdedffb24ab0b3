import { Button, Menu } from '@mantine/core';
import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { AppointmentStatus, DayAppointment } from '../../contract/index.ts';
import { statusShapes, statusWords } from '../choices.ts';
import { lengthsOf, lengthStep } from '../../rules/length.ts';
import { aside, minute, shifted, within, type Ghost, type GridColumn } from './grid.ts';
import classes from './schedule.module.css';
import type { Kind } from './useGhost.ts';

interface ChosenStripProps {
  chosen: { taken: DayAppointment; column: number } | null;
  columns: readonly GridColumn[];
  kindOf: (taken: DayAppointment) => Kind;
  move: ((taken: DayAppointment, from: number, ghost: Ghost) => void) | undefined;
  open: (taken: DayAppointment, part?: 'move') => void;
  menu: boolean;
  setMenu: (open: boolean) => void;
  /** How many stand how. */
  counts: readonly (readonly [AppointmentStatus, number])[];
}

/** What can be done with the appointment that is chosen, without dragging it. */
export function ChosenStrip({ chosen, columns, kindOf, move, open, menu, setMenu, counts: counted }: ChosenStripProps) {
  const t = useWords();
  const appointment = chosen?.taken.appointment;
  const counts = (
    <span className={classes.counts}>
      {counted.map(([status, count]) => <span key={status}><span aria-hidden>{statusShapes[status]} </span>{t(statusWords[status])} <strong>{count}</strong></span>)}
    </span>
  );
  if (chosen === null || appointment === null || appointment === undefined) {
    return (
      <div className={`${classes.strip} not-printed`}>
        <span className="quiet">{t('Arrow keys go from one appointment to the next, Enter opens it, M moves it, + and − make it longer and shorter, Ctrl+Z takes a move back.')}</span>
        {counts}
      </div>
    );
  }
  const { taken, column } = chosen;
  const { minutes: usual, grid_minutes: step } = kindOf(taken);
  const ghost: Ghost = { column, start: Date.parse(taken.start), minutes: Math.round((Date.parse(taken.end) - Date.parse(taken.start)) / minute) };
  const to = (aim: Ghost) => move?.(taken, column, aim);
  const longer = (by: number): Ghost => ({ ...ghost, minutes: within(ghost.minutes + by, lengthsOf(usual), lengthStep) });
  const beside = [-1, 1].map((by) => columns[column + by]).filter((each) => each !== undefined);
  return (
    <div className={`${classes.strip} not-printed`}>
      <span>
        <Value script="latin">{`${clinicalTime(taken.start)}–${clinicalTime(taken.end)}`}</Value> <strong><Value>{appointment.patient_name}</Value></strong> <Value>{columns[column]?.title}</Value>
      </span>
      <Button variant="default" onClick={() => open(taken)}>{t('Open the appointment')}</Button>
      {move !== undefined && appointment.status === 'booked' && (
        <Menu opened={menu} onChange={setMenu} position="bottom-start" withinPortal>
          <Menu.Target><Button variant="default">{t('Move…')}</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => open(taken, 'move')}>{t('To a free time…')}</Menu.Item>
            <Menu.Item onClick={() => to(shifted(ghost, -step, columns))}>{t('{minutes} minutes earlier', { minutes: step })}</Menu.Item>
            <Menu.Item onClick={() => to(shifted(ghost, step, columns))}>{t('{minutes} minutes later', { minutes: step })}</Menu.Item>
            {beside.map((each) => (
              <Menu.Item key={each.key} onClick={() => to(aside(ghost, columns.indexOf(each) - column, columns))}>{t('At the same time to {calendar}', { calendar: each.title })}</Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item disabled={longer(lengthStep).minutes === ghost.minutes} onClick={() => to(longer(lengthStep))}>{t('{minutes} minutes longer', { minutes: lengthStep })}</Menu.Item>
            <Menu.Item disabled={longer(-lengthStep).minutes === ghost.minutes} onClick={() => to(longer(-lengthStep))}>{t('{minutes} minutes shorter', { minutes: lengthStep })}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {counts}
    </div>
  );
}
