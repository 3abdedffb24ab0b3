import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A part of a FHIRPath expression. */
export type Node =
  | { kind: 'self' }
  | { kind: 'literal'; value: unknown[] }
  | { kind: 'variable'; name: string }
  | { kind: 'member'; of: Node; name: string }
  | { kind: 'call'; of: Node; name: string; given: Node[] }
  | { kind: 'operator'; operator: string; left: Node; right: Node };

/** Operators, those that bind least first. */
const levels: readonly (readonly string[])[] = [
  ['implies'], ['or', 'xor'], ['and'], ['in', 'contains'], ['=', '!='], ['<', '>', '<=', '>='], ['|'], ['is', 'as'], ['+', '-', '&'],
];

/** Reads the part of FHIRPath in which HL7's invariants are written. Throws on what is outside of it. */
export function parsePath(expression: string): Node {
  return new Parser(tokensOf(expression)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Node {
    const node = this.#operation(0);
    if (this.#at < this.#tokens.length) throw new Error(`Unexpected in FHIRPath: ${this.#tokens[this.#at]!.text}`);
    return node;
  }

  #operation(level: number): Node {
    const operators = levels[level];
    if (operators === undefined) return this.#chain();
    let left = this.#operation(level + 1);
    for (let operator = this.#operatorOf(operators); operator !== undefined; operator = this.#operatorOf(operators)) {
      left = { kind: 'operator', operator, left, right: this.#operation(level + 1) };
    }
    return left;
  }

  #operatorOf(operators: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === 'text' || !operators.includes(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }

  #chain(): Node {
    let node = this.#term();
    while (this.#takes('.')) node = this.#invocation(node, this.#next().text);
    return node;
  }

  #term(): Node {
    const token = this.#next();
    if (token.kind === 'text') return { kind: 'literal', value: [token.text] };
    if (token.kind === 'number') return { kind: 'literal', value: [Number(token.text)] };
    if (token.kind === 'variable') return { kind: 'variable', name: token.text };
    if (token.kind === 'name') {
      if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: [token.text === 'true'] };
      return token.text === '$this' ? { kind: 'self' } : this.#invocation({ kind: 'self' }, token.text);
    }
    if (token.text === '(') return this.#closed(this.#operation(0), ')');
    throw new Error(`Unexpected in FHIRPath: ${token.text}`);
  }

  #invocation(of: Node, name: string): Node {
    if (!this.#takes('(')) return { kind: 'member', of, name };
    const given: Node[] = [];
    if (this.#takes(')')) return { kind: 'call', of, name, given };
    do given.push(this.#operation(0)); while (this.#takes(','));
    return this.#closed({ kind: 'call', of, name, given }, ')');
  }

  #closed(node: Node, symbol: string): Node {
    if (!this.#takes(symbol)) throw new Error(`FHIRPath lacks a ${symbol}`);
    return node;
  }

  #takes(symbol: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'symbol' || token.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('FHIRPath ends too early');
    this.#at += 1;
    return token;
  }
}
