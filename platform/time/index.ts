export { printedDate, printedInstant } from './printed.ts';
export { addDays, dayAt, momentAt, NotATime, resolveWallClock, spanOn, type Moment, type Resolved, type Span } from './wall-clock.ts';
