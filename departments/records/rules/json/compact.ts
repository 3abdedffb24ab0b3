import { endOfString, skipSpace } from './scan.ts';

/** JSON without the space between its tokens, and what was counted on the way. */
export interface Compacted {
  text: string;
  /** Members of all objects, doubled keys counted twice. */
  members: number;
  /** Deepest nesting of objects and lists. */
  depth: number;
  /** Where a key is written with an escape (`"\\u0069d"`), or -1: nothing that searches the text would find it. */
  escaped_key_at: number;
}

/**
 * Takes out the space between tokens and nothing else: strings, numbers and the order of keys stay as they were
 * written. The text is one that JSON.parse has accepted.
 */
export function compactJson(text: string): Compacted {
  let compact = '';
  let kept = 0;
  let members = 0;
  let level = 0;
  let depth = 0;
  let escaped_key_at = -1;
  let index = 0;
  while (index < text.length) {
    switch (text.charCodeAt(index)) {
      case 34: {
        const start = index;
        index = endOfString(text, start);
        if (text.charCodeAt(skipSpace(text, index)) === 58) {
          members += 1;
          if (escaped_key_at < 0 && text.slice(start, index).includes('\\')) escaped_key_at = start;
        }
        continue;
      }
      case 123:
      case 91:
        level += 1;
        if (level > depth) depth = level;
        break;
      case 125:
      case 93:
        level -= 1;
        break;
      case 32:
      case 10:
      case 13:
      case 9:
        compact += text.slice(kept, index);
        index = skipSpace(text, index);
        kept = index;
        continue;
    }
    index += 1;
  }
  return { text: kept === 0 ? text : compact + text.slice(kept), members, depth, escaped_key_at };
}
