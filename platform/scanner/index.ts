export { clamd } from './clamd.ts';
export { refuseInfected, scanWith, type Scanner } from './scanner.ts';
