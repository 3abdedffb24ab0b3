import { hash } from 'node:crypto';

// The same few thousand codes make up nearly all that is searched.
const known = new Map<string, string>();
const mostKnown = 50_000;

/**
 * A term as it is kept and compared: the first 64 bits of its SHA-256, as PostgreSQL writes a bigint. A quarter of the
 * space of the text itself; two different terms of one parameter meet by chance once in 10¹⁹.
 */
export function termHash(term: string): string {
  const seen = known.get(term);
  if (seen !== undefined) return seen;
  const made = hash('sha256', term, 'buffer').readBigInt64BE(0).toString();
  if (known.size >= mostKnown) known.clear();
  known.set(term, made);
  return made;
}

/** An array of terms as PostgreSQL reads it. */
export function termArray(terms: readonly string[]): string {
  return `{${terms.map(termHash).join(',')}}`;
}
