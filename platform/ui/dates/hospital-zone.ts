/** An instant on the hospital’s calendar and clock. */
export interface HospitalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** `Sat` */
  weekday: string;
}

const formatIn = (timeZone: string | undefined) =>
  new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });

let format = formatIn(undefined);

/** Sets the zone in which instants are shown: the hospital’s, wherever the device is. */
export function setHospitalZone(timeZone: string): void {
  format = formatIn(timeZone);
}

/** The calendar and the clock of the hospital at an instant. */
export function inHospital(instant: Date): HospitalTime {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const number = (name: string) => Number(parts[name]);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    weekday: parts['weekday'] ?? '',
  };
}
