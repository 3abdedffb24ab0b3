import { Popover } from '@mantine/core';
import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { AppointmentBox, boxKey, styleAt, type BoxPlace } from './AppointmentBox.tsx';
import type { Gathering } from './grid.ts';
import classes from './schedule.module.css';

interface GroupBoxProps {
  group: Gathering;
  /** What they come to, and how many may. */
  name: string;
  places: number;
  at: BoxPlace;
  open: (taken: DayAppointment) => void;
}

/** Those who come together, as one box that says how many; it opens the list of them. */
export function GroupBox({ group, name, places, at, open }: GroupBoxProps) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  const there = group.taken.filter(({ appointment }) => appointment?.status !== 'noshow').length;
  return (
    <Popover opened={shown} onChange={setShown} position="right-start" withinPortal trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button type="button" className={classes.item} data-status="booked" data-group style={styleAt(at)} aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Value script="latin">{clinicalTime(group.start)}</Value> <strong dir="auto">{name}</strong>{' '}
          <span className={classes.kind}>{t('{there} of {places} places', { there, places })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <div className={classes.group}>
          {group.taken.map((each) => (
            <AppointmentBox key={boxKey(each)} taken={each} open={(taken) => { setShown(false); open(taken); }} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
