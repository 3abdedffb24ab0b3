import type { Database } from '../../db/index.ts';
import { makeCode, readCode } from '../rules/code.ts';
import { hashToken } from '../rules/token.ts';
import { asSystem } from './attempt.ts';
import { isFirstRun, keepCode } from './first-run.sql.ts';

// 80 bits: nobody guesses it, and whoever reads the terminal can type it.
const characters = 16;

/** Makes the code that `start` prints, or null once the hospital has an account. Codes of former starts stop working. */
export async function prepareFirstRun(database: Database): Promise<string | null> {
  const code = makeCode(characters);
  const needed = await database.transaction(asSystem, async (tx) => (await isFirstRun(tx)) && keepCode(tx, hashOfCode(code)));
  return needed ? code : null;
}

/** What the database keeps of the code. */
export function hashOfCode(code: string): Buffer {
  return hashToken(readCode(code));
}
