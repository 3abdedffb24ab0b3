export { seedVisitCharges } from './charges.ts';
export { seedEmergencies, type EmergencySeedOptions } from './emergency.ts';
export { seedVisits, type VisitSeedOptions } from './seed.ts';
export { seedQueue, type QueueSeedOptions } from './queue.ts';
