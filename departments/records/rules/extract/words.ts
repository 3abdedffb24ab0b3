import { isObject } from './look.ts';

const told: ReadonlySet<string> = new Set([
  'display', 'text', 'title', 'conclusion', 'description', 'valueString', 'comment', 'patientInstruction', 'summary',
  'detail', 'note', 'content', 'payload', 'contentString', 'name', 'answer', 'reason', 'instruction', 'div',
]);
const mostCharacters = 4000;

/** A text as PostgreSQL can keep it in JSON: without the character 0, and without halves of characters. */
export function keepable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

// The same few thousand names of codes make up nearly all that is folded.
const folded = new Map<string, string>();
const mostFolded = 5000;

// Letters that do not come apart into a plain letter and an accent.
const plainLetters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** A text as it is compared when one searches: no accents, no capitals, single spaces. */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const result = text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter).replace(/\s+/g, ' ').trim();
  if (text.length <= 100) {
    if (folded.size >= mostFolded) folded.clear();
    folded.set(text, result);
  }
  return result;
}

/** The words of a resource that a person may look for in a chart: names, notes, narrative; at most 4,000 characters. */
export function wordsOf(resource: unknown): string {
  const found = new Set<string>();
  let length = 0;
  const tell = (text: string, key: string): void => {
    const words = fold(key === 'div' ? narrativeText(text) : text);
    if (words === '' || found.has(words)) return;
    found.add(words);
    length += words.length + 1;
  };
  const look = (inner: unknown, key: string, depth: number): void => {
    if (typeof inner === 'string') {
      if (told.has(key)) tell(inner, key);
    } else if (typeof inner === 'object' && inner !== null && key !== 'meta') visit(inner, key, depth + 1);
  };
  const visit = (value: object, key: string, depth: number): void => {
    if (length > mostCharacters || depth > 40) return;
    if (Array.isArray(value)) for (const item of value) look(item, key, depth);
    else for (const name in value) look((value as Record<string, unknown>)[name], name, depth);
  };
  if (isObject(resource)) visit(resource, '', 0);
  return [...found].join('\n').slice(0, mostCharacters);
}

function narrativeText(xhtml: string): string {
  return xhtml.replace(/<[^>]*>/g, ' ').replace(/&(?:lt|gt|quot|apos|amp|nbsp|#160);/g, ' ');
}
