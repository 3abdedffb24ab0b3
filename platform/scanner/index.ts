export { clamd } from './clamd.ts';
export { isScanning, refuseInfected, scanWith, type Scanner } from './scanner.ts';
