import type { ExtractorType } from '@lingui/conf';
import { parseSync } from 'vite';

/** A message as it stands in the source, and the line where it does. */
export interface FoundWords {
  text: string;
  line: number;
}

type Node = { type: string; start: number } & Record<string, unknown>;

const callees = new Set(['t', 'words']);

/**
 * Finds every message of a source file: `t('…')`, `words('…')` and `<Trans id="…" />`.
 * Throws where the text is not a plain literal, because a catalogue can only hold what is known before running.
 */
export function findWords(file: string, source: string): FoundWords[] {
  const { program, errors } = parseSync(file, source);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${file}: ${first.message}`);
  const found: FoundWords[] = [];
  walk(program as unknown as Node, (node) => {
    const text = textOf(node);
    if (text === undefined) return;
    const line = source.slice(0, node.start).split('\n').length;
    if (text === null) throw new Error(`${file}:${line}: the words must be a literal`);
    found.push({ text, line });
  });
  return found;
}

/** The words of a node; null where it should have some that can be read, undefined where it is about something else. */
function textOf(node: Node): string | null | undefined {
  if (node.type === 'CallExpression') {
    const callee = node['callee'] as Node;
    if (callee.type !== 'Identifier' || !callees.has(callee['name'] as string)) return undefined;
    const argument = (node['arguments'] as Node[])[0];
    // `t(label)` shows words that `words('…')` marked elsewhere.
    if (callee['name'] === 't' && argument?.type !== 'Literal' && argument?.type !== 'TemplateLiteral') return undefined;
    return literal(argument);
  }
  if (node.type === 'JSXOpeningElement' && (node['name'] as Node)['name'] === 'Trans') {
    const id = (node['attributes'] as Node[]).find((each) => (each['name'] as Node | undefined)?.['name'] === 'id');
    return literal(id?.['value'] as Node | undefined);
  }
  return undefined;
}

function literal(node: Node | undefined): string | null {
  const value = node?.type === 'Literal' ? node['value'] : undefined;
  return typeof value === 'string' ? value : null;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') walk(child, visit);
    }
  }
}

/** `findWords` as Lingui asks for it. */
export const wordsExtractor: ExtractorType = {
  match: (file) => /\.tsx?$/.test(file),
  extract(file, source, onMessageExtracted) {
    for (const { text, line } of findWords(file, source)) {
      onMessageExtracted({ id: text, origin: [file, line], placeholders: {} });
    }
  },
};
