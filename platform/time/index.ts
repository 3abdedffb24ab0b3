export { printedDate, printedInstant } from './printed.ts';
