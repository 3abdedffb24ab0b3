/** A piece of a FHIRPath expression. */
export interface Token {
  kind: 'name' | 'text' | 'number' | 'symbol' | 'variable';
  text: string;
}

const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`|(\d+(?:\.\d+)?)|%(\w+)|(\$?[A-Za-z_]\w*)|(<=|>=|!=|[-+.,()[\]{}=<>|&*]))/gy;

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/** Cuts an expression into tokens. Throws on what is not FHIRPath. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const text = expression.trim();
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    const [, quoted, named, number, variable, name, symbol] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/g, (_all, character: string) => escapes[character] ?? character) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else tokens.push({ kind: 'name', text: named ?? name! });
  }
  if (end !== text.length) throw new Error(`This is no FHIRPath from character ${end}: ${text}`);
  return tokens;
}
