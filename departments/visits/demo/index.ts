export { seedVisits, type VisitSeedOptions } from './seed.ts';
