// Seeded violations: the compiler must give the number in each comment. See guards/types.test.ts.

// TS2591: a browser has no process.
export const secret = (): string | undefined => process.env['OPENWARD_KEY'];

// TS2591: nor files.
import { readFileSync } from 'node:fs';

export const file = readFileSync;
