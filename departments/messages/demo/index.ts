export { seedMessages, type ToldOf } from './seed.ts';
