// Seeded violations: the compiler must give the number in each comment. See guards/types.test.ts.

// TS1294: an enum does not run unbuilt.
export enum Severity {
  low,
}

// TS1484: a type that is imported as a value is gone at run time.
import { PathLike } from 'node:fs';

// TS2322: strict.
export const place: PathLike | null = undefined;

// TS2532: the first of a list may not be there.
export const first = (names: string[]): number => names[0].length;

// TS2304: a server has no window.
export const width = (): number => window.innerWidth;
