import type { Field } from '../../contract/resource.ts';
import { plain } from './plain.ts';
import { isNumberText, isParts } from './walk.ts';

type Path = (string | number)[];

const longest = 4_000;
/** What every version has, and says nothing of the patient. */
const unsaid = new Set(['resourceType', 'id', 'meta.versionId', 'meta.lastUpdated']);

/**
 * What stands in an entry, field by field, beside what stood in the version before. Read with `parseExactly`: a number that
 * is written with another precision is another statement. An absent version has no fields.
 */
export function compareVersions(before: unknown, after: unknown): Field[] {
  return [...compared(before, after, [])].filter(({ path }) => !unsaid.has(path.join('.')));
}

function* compared(before: unknown, after: unknown, path: Path): Generator<Field> {
  if (before === undefined || before === null) return yield* told(after, path, 'added');
  if (after === undefined || after === null) return yield* told(before, path, 'removed');
  if (JSON.stringify(before) === JSON.stringify(after)) return yield* told(after, path, 'same');
  if (Array.isArray(before) && Array.isArray(after)) return yield* comparedLists(before, after, path);
  const [was, is] = [plain(before), plain(after)];
  if (was !== null && is !== null && was !== is) {
    yield { path, before: short(was), after: short(is), change: 'changed' };
  } else if (isParts(before) && isParts(after)) {
    const both = { ...after, ...before };
    for (const name of Object.keys(both)) if (before['url'] !== after['url'] || !isSaid(both, name)) yield* compared(before[name], after[name], placed(path, name, after));
  } else {
    yield { path, before: short(JSON.stringify(before)), after: short(JSON.stringify(after)), change: 'changed' };
  }
}

/** What stands in both lists is paired first, wherever it stands; what is left over is paired in its order. */
function* comparedLists(before: readonly unknown[], after: readonly unknown[], path: Path): Generator<Field> {
  const left = new Map(before.map((item, at) => [at, JSON.stringify(item)]));
  const pairs = after.map((item) => {
    const text = JSON.stringify(item);
    const at = [...left].find(([, other]) => other === text)?.[0];
    if (at !== undefined) left.delete(at);
    return at;
  });
  const rest = [...left.keys()];
  for (const [at, item] of after.entries()) {
    const from = pairs[at] ?? rest.shift();
    yield* compared(from === undefined ? undefined : before[from], item, numbered(path, at, after));
  }
  for (const at of rest) yield* told(before[at], numbered(path, at, before), 'removed');
}

function* told(value: unknown, path: Path, change: 'same' | 'added' | 'removed'): Generator<Field> {
  if (value === undefined || value === null) return;
  const text = plain(value);
  if (text !== null || isNumberText(value)) {
    const said = short(text ?? '');
    yield { path, before: change === 'added' ? null : said, after: change === 'removed' ? null : said, change };
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* told(item, numbered(path, at, value), change);
  } else if (isParts(value)) {
    for (const [name, part] of Object.entries(value)) if (!isSaid(value, name)) yield* told(part, placed(path, name, value), change);
  }
}

/** The only one of a list needs no number. */
const numbered = (path: Path, at: number, list: readonly unknown[]): Path => (list.length === 1 ? path : [...path, at + 1]);

/** The address of an extension stands in the name of its value. */
const isSaid = (extension: Record<string, unknown>, name: string): boolean =>
  name === 'url' && Object.keys(extension).some((each) => each.startsWith('value'));

/** An extension is called by the end of its address. */
function placed(path: Path, name: string, holder: Record<string, unknown>): Path {
  const { url } = holder;
  if (typeof url !== 'string' || !name.startsWith('value')) return [...path, name];
  return [...path, url.split(/[/#]/).at(-1) ?? url];
}

/** Narrative without its tags; a text that nobody would read to its end is cut. */
function short(text: string): string {
  const read = text.startsWith('<div') ? text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim() : text;
  return read.length > longest ? `${read.slice(0, longest)} …` : read;
}
