import { listContract } from './list.ts';
import { paperContract } from './paper.ts';
import { visitContract } from './visit.ts';

export * from './list.ts';
export * from './paper.ts';
export * from './text.ts';
export * from './visit.ts';

/** What the department of visits can be asked for. */
export const visitsContract = { ...visitContract, ...listContract, ...paperContract };
