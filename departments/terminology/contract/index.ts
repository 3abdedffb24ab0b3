import { codesContract } from './codes.ts';
import { systemsContract } from './systems.ts';

export * from './codes.ts';
export * from './systems.ts';

/** What the terminology department can be asked for. */
export const terminologyContract = { ...codesContract, ...systemsContract };
