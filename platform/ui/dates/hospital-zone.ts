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
/** A day of a clinic shows the same few hundred instants again and again; formatting one costs more than drawing it. */
const known = new Map<number, HospitalTime>();
const known_max = 5_000;

/** Sets the zone in which instants are shown: the hospital’s, wherever the device is. */
export function setHospitalZone(timeZone: string): void {
  format = formatIn(timeZone);
  known.clear();
}

/** The calendar and the clock of the hospital at an instant. */
export function inHospital(instant: Date): Readonly<HospitalTime> {
  const found = known.get(instant.getTime());
  if (found !== undefined) return found;
  if (known.size >= known_max) known.clear();
  const time = partsOf(instant);
  known.set(instant.getTime(), time);
  return time;
}

function partsOf(instant: Date): HospitalTime {
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
