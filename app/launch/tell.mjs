import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What stops the start and is not OpenWard's fault: shown as one line, without a stack. */
export class OneLine extends Error {}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs the main function of a command and ends with its exit code.
 * @param {() => Promise<number>} main
 */
export async function launch(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof OneLine)) throw error;
    process.stderr.write(`OpenWard cannot start. ${error.message}\n`);
    process.exitCode = 1;
  }
}
