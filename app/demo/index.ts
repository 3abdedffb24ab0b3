export { seedDemo, type DemoOptions } from './seed.ts';
export { showSignIns, type SignIns } from './sign-ins.ts';
