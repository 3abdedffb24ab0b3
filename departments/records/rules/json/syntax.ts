// eslint-disable-next-line no-control-regex
const token = /[{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /[ \n\r\t]*/y;

type Awaited = 'value' | 'value-or-]' | 'key' | 'key-or-}' | ':' | ',-or-}' | ',-or-]' | 'end';

/**
 * The place where a text stops being JSON: JSON.parse does not always tell. The length of the text when it ends too
 * early; undefined when it is JSON.
 */
export function syntaxErrorAt(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  let index = afterSpace(text, 0);
  while (index < text.length) {
    token.lastIndex = index;
    const found = token.exec(text)?.[0];
    const next: Awaited | undefined = found === undefined ? undefined : step(awaited, found, open);
    if (next === undefined) return index;
    awaited = next;
    index = afterSpace(text, token.lastIndex);
  }
  return awaited === 'end' ? undefined : text.length;
}

function afterSpace(text: string, start: number): number {
  space.lastIndex = start;
  space.exec(text);
  return space.lastIndex;
}

function step(awaited: Awaited, found: string, open: ('{' | '[')[]): Awaited | undefined {
  const closed = (): Awaited => (open.length === 0 ? 'end' : open.at(-1) === '{' ? ',-or-}' : ',-or-]');
  switch (awaited) {
    case 'value':
    case 'value-or-]':
      if (found === '{' || found === '[') {
        open.push(found);
        return found === '{' ? 'key-or-}' : 'value-or-]';
      }
      if (found === ']' && awaited === 'value-or-]') {
        open.pop();
        return closed();
      }
      return ']}:,'.includes(found) ? undefined : closed();
    case 'key':
    case 'key-or-}':
      if (found.startsWith('"')) return ':';
      if (found !== '}' || awaited === 'key') return undefined;
      open.pop();
      return closed();
    case ':':
      return found === ':' ? 'value' : undefined;
    case ',-or-}':
    case ',-or-]':
      if (found === ',') return awaited === ',-or-}' ? 'key' : 'value';
      if (found !== awaited.at(-1)) return undefined;
      open.pop();
      return closed();
    case 'end':
      return undefined;
  }
}
