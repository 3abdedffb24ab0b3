import { createHash } from 'node:crypto';

const mostNames = 1000;
const mostSeenOnce = 4000;

/**
 * Names for prepared statements. A text is prepared from its second use on, so that one-off statements leave
 * nothing behind in the server, and only the first thousand texts get a name: past that they run unprepared.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #seenOnce = new Set<string>();

  /** The name to prepare this text under, or undefined to run it unprepared. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#names.size >= mostNames) return undefined;
    if (!this.#seenOnce.delete(text)) {
      if (this.#seenOnce.size >= mostSeenOnce) this.#seenOnce = new Set();
      this.#seenOnce.add(text);
      return undefined;
    }
    const name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#names.set(text, name);
    return name;
  }
}
