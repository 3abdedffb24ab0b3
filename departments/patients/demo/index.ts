export { copyManyPatients, type ManyOptions } from './many.ts';
export { type Person, person } from './person.ts';
export { type Random, random } from './random.ts';
export { registrationOf } from './registration.ts';
export { seedPatients, type Seeded, type SeedOptions } from './seed.ts';
