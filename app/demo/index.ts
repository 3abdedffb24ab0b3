export { seedDemo } from './seed.ts';
export { showSignIns } from './sign-ins.ts';
