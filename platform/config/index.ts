export { CannotStart, oneLine } from './cannot-start.ts';
export { addressOf, readConfig } from './config.ts';
export type { Config, LogLevel } from './config.ts';
