export { seedBook, type BookSeedOptions } from './seed.ts';
