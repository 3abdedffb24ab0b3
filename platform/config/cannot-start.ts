/**
 * Something outside the program stops it: a port in use, a locked folder, a database that is too old.
 * The message is one line for the person at the terminal and says what to do; no stack is shown.
 */
export class CannotStart extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CannotStart';
    this.code = code;
  }
}

/** The one line that explains any error: ours as it is, others by their message. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replace(/\s*\n\s*/g, ' ').trim();
}
