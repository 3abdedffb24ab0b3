export { CannotStart, oneLine } from './cannot-start.ts';
