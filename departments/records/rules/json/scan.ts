// Reads places in JSON text without making values of it, so that numbers such as 1.0 or 1e2 and the order of keys stay
// as the sender wrote them. Everything here takes text that JSON.parse has already accepted.

const quote = 34;
const backslash = 92;

/** One member of an object: `"key": value`, from the quote of its key to the end of its value. */
export interface MemberPlace {
  key: string;
  start: number;
  value_start: number;
  end: number;
}

/** The index after the closing quote of the string that opens at `start`. */
export function endOfString(text: string, start: number): number {
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) throw new SyntaxError('a string is not closed');
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    from = end + 1;
  }
}

export function skipSpace(text: string, start: number): number {
  let index = start;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return index;
    index += 1;
  }
}

/** The index after the value that begins at `start`. */
export function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return endOfString(text, start);
  if (first !== 123 && first !== 91) return endOfLiteral(text, start);
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index) - 1;
    else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  throw new SyntaxError('an object or a list is not closed');
}

function endOfLiteral(text: string, start: number): number {
  let index = start;
  while (index < text.length && !',]} \n\r\t'.includes(text[index]!)) index += 1;
  return index;
}

/** The members of the object that opens at `start`, in the order of the text. */
export function membersOf(text: string, start = 0): MemberPlace[] {
  const members: MemberPlace[] = [];
  let index = skipSpace(text, start + 1);
  while (text.charCodeAt(index) === quote) {
    const keyEnd = endOfString(text, index);
    const value_start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, value_start);
    members.push({ key: decodeString(text, index, keyEnd), start: index, value_start, end });
    index = skipSpace(text, end);
    if (text.charCodeAt(index) === 44) index = skipSpace(text, index + 1);
  }
  return members;
}

/** What the string between two quotes says. */
export function decodeString(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inside;
}

/** Where the value at a path begins and ends, or undefined when there is none. */
export function placeOf(text: string, path: readonly (string | number)[]): { start: number; end: number } | undefined {
  let start = skipSpace(text, 0);
  for (const part of path) {
    const next = typeof part === 'number' ? itemAt(text, start, part) : memberAt(text, start, part);
    if (next === undefined) return undefined;
    start = next;
  }
  return { start, end: endOfValue(text, start) };
}

/** Where the value of a key begins; keys before it are passed over without being made. */
function memberAt(text: string, start: number, key: string): number | undefined {
  if (text.charCodeAt(start) !== 123) return undefined;
  let index = skipSpace(text, start + 1);
  while (text.charCodeAt(index) === quote) {
    const keyEnd = endOfString(text, index);
    const plain = keyEnd - index === key.length + 2;
    // A key of the same length can only be this one; one that is longer may be it with escapes.
    const found = plain ? text.startsWith(key, index + 1) : keyEnd - index > key.length + 2 && decodeString(text, index, keyEnd) === key;
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (found) return value;
    index = skipSpace(text, endOfValue(text, value));
    if (text.charCodeAt(index) === 44) index = skipSpace(text, index + 1);
  }
  return undefined;
}

function itemAt(text: string, start: number, position: number): number | undefined {
  if (text.charCodeAt(start) !== 91) return undefined;
  let index = skipSpace(text, start + 1);
  for (let item = 0; text.charCodeAt(index) !== 93; item += 1) {
    if (item === position) return index;
    index = skipSpace(text, endOfValue(text, index));
    if (text.charCodeAt(index) === 44) index = skipSpace(text, index + 1);
  }
  return undefined;
}

/** The text of the value at a path, exactly as it was written (`1.0` stays `1.0`), or undefined. */
export function rawAt(text: string, path: readonly (string | number)[]): string | undefined {
  const place = placeOf(text, path);
  return place === undefined ? undefined : text.slice(place.start, place.end);
}
