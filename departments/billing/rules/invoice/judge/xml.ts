/** An element of a document, read by a parser that is not the writer's: for tests. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string) => text.replace(/&(\w+);/g, (_all, entity: string) => named[entity] ?? '?');

/** Reads a document without DTD, comments and mixed content; throws where it is not well-formed. */
export function readXml(source: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = 0;
  for (const match of source.replace(/^<\?xml[^?]*\?>\s*/, '').trim().matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/g)) {
    const [all, closing, name, attributes = '', empty, text] = match;
    if (match.index !== at) throw new Error(`Not well-formed at ${at}`);
    at += all.length;
    const top = open.at(-1)!;
    if (text !== undefined) {
      top.text += plain(text);
    } else if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes what is not open`);
    } else {
      const element: Element = { name: name!, attributes: Object.fromEntries([...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key!, plain(value!)])), children: [], text: '' };
      top.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('Not one element that is closed');
  return root.children[0]!;
}

/** The elements at a path such as `cac:TaxTotal/cbc:TaxAmount`. */
export const all = (element: Element, path: string): Element[] => path.split('/').reduce<Element[]>((found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)), [element]);
export const text = (element: Element, path: string): string | undefined => all(element, path)[0]?.text;
