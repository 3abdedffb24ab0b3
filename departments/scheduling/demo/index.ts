export { seedSchedules, type ScheduleSeedOptions } from './seed.ts';
