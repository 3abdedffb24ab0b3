import { NotAStatement } from './statement.ts';

/** An element: its name without a prefix, its attributes, what is in it. */
export interface Element { name: string; attributes: ReadonlyMap<string, string>; children: Element[]; text: string }

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const depth_max = 40;

/** Reads XML as banks write it. A document type is refused: entities of its own could grow without end. */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Element[] = [root];
  token.lastIndex = 0;
  const all = text.replace(/^\uFEFF/, '');
  while (token.lastIndex < all.length) {
    const at = token.lastIndex;
    const found = token.exec(all);
    if (found === null) throw new NotAStatement(`Not XML at character ${at + 1}`);
    const [, cdata, closes, name, attributes, alone, words] = found;
    const inner = open.at(-1)!;
    if (cdata !== undefined) inner.text += cdata;
    else if (words !== undefined) inner.text += decoded(words);
    else if (name !== undefined && closes === '/') {
      if (open.length === 1 || inner.name !== local(name)) throw new NotAStatement(`</${name}> closes nothing`);
      open.pop();
    } else if (name !== undefined) {
      const element: Element = { name: local(name), attributes: attributesOf(attributes ?? ''), children: [], text: '' };
      inner.children.push(element);
      if (alone === '') open.push(element);
      if (open.length > depth_max) throw new NotAStatement('Nested too deeply');
    }
  }
  const [first] = root.children;
  if (open.length > 1 || first === undefined) throw new NotAStatement('Not a whole XML document');
  return first;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decoded = (text: string): string => text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (_all, hex?: string, decimal?: string, named?: string) => {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const character = named === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : entities[named];
  if (character === undefined) throw new NotAStatement(`Unknown entity ${named ?? code}`);
  return character;
});
const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', one, other]) => [local(name), decoded(one ?? other ?? '')]));

/** The elements that lie on a path of names below an element. */
export function at(element: Element | undefined, path: string): Element[] {
  let found = element === undefined ? [] : [element];
  for (const name of path.split('/')) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

/** The text of the first of some paths that has any. */
export function textAt(element: Element | undefined, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const text = at(element, path)[0]?.text.trim();
    if (text !== undefined && text !== '') return text;
  }
  return null;
}
