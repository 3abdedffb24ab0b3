import { parseSync } from 'vite';

/** A message as it stands in the source, and the line where it does. */
export interface FoundWords {
  text: string;
  line: number;
}

type Node = { type: string; start: number } & Record<string, unknown>;

/**
 * Finds every message of a source file. On screens: `t('…')`, `words('…')` and `<Trans id="…" />`. In contracts and on the
 * server, whose sentences a screen shows in the language of the person: `new Problem(…, '…')`, `badInput(…, '…')`, the
 * messages of schemas, `message: '…'`, `text: '…'` of rules that explain, and what permissions and roles are called.
 * Throws where words of a screen are not a plain literal, because a catalogue can only hold what is known before running.
 */
export function findWords(file: string, source: string): FoundWords[] {
  const { program, errors } = parseSync(file, source);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${file}: ${first.message}`);
  const ofRoles = /\/auth\/(permissions|roles)\.ts$/.test(file);
  const ofScreen = /\/(web|ui)(\/|\.tsx$)/.test(file);
  const found: FoundWords[] = [];
  walk(program as unknown as Node, (node) => {
    const text = ofScreen ? wordsOfScreen(node) : ofRoles ? wordsOfRoles(node) : sentenceOfServer(node);
    if (text === undefined || (!ofScreen && !isSentence(text))) return;
    const line = source.slice(0, node.start).split('\n').length;
    if (text === null) throw new Error(`${file}:${line}: the words must be a literal`);
    found.push({ text, line });
  });
  return found;
}

/** The words of a node; null where it should have some that can be read, undefined where it is about something else. */
function wordsOfScreen(node: Node): string | null | undefined {
  if (node.type === 'CallExpression') {
    const callee = nameOf(node['callee'] as Node);
    const argument = (node['arguments'] as Node[])[0];
    if (callee === 'words') return literal(argument) ?? null;
    if (callee !== 't') return undefined;
    // `t(label)` shows words that `words('…')` marked elsewhere; a text put together here would be in no catalogue.
    const named = argument?.type === 'Identifier' || argument?.type === 'MemberExpression' || argument?.type === 'LogicalExpression';
    return named ? undefined : (literal(argument) ?? null);
  }
  if (node.type === 'JSXOpeningElement' && nameOf(node['name'] as Node) === 'Trans') {
    const id = (node['attributes'] as Node[]).find((each) => nameOf(each['name'] as Node | undefined) === 'id');
    return literal(id?.['value'] as Node | undefined) ?? null;
  }
  return undefined;
}

/** Which argument of these holds the sentence, and which properties do. */
const sentenceAt: Record<string, number> = { Problem: 2, badInput: 2, regex: 1, refine: 1, fail: 1, said: 1 };
const told = new Set(['message', 'text']);

function sentenceOfServer(node: Node): string | undefined {
  if (node.type === 'Property' && told.has(nameOf(node['key'] as Node) ?? '')) return literal(node['value'] as Node);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = node['callee'] as Node;
  const name = nameOf(callee.type === 'MemberExpression' ? (callee['property'] as Node) : callee);
  const place = name === undefined ? undefined : sentenceAt[name];
  return place === undefined ? undefined : literal((node['arguments'] as Node[])[place]);
}

/** Codes and SQL stand in the same places as sentences. */
const isSentence = (text: string | null): boolean => text !== null && /^[A-Z]\S* ?/.test(text) && !/^[A-Z][a-z]+\.[a-z]/.test(text);

/** The sentence of a permission, and the title of a role. */
function wordsOfRoles(node: Node): string | undefined {
  if (node.type !== 'Property') return undefined;
  const key = node['key'] as Node;
  return key.type === 'Literal' || nameOf(key) === 'title' ? literal(node['value'] as Node) : undefined;
}

const nameOf = (node: Node | undefined): string | undefined => node?.['name'] as string | undefined;

function literal(node: Node | undefined): string | undefined {
  const value = node?.type === 'Literal' ? node['value'] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') walk(child as Node, visit);
    }
  }
}
