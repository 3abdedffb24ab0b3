import { type BirthRange, type DateReader, monthNumber, readDate } from './search-dates.ts';

/** One way to understand what was typed. All that is given must fit. */
export interface Reading {
  /** Parts of names, as typed. */
  words: string[];
  /** The birth date, in each of its possible meanings, likeliest first. */
  births: BirthRange[];
  /** A number without its separators: hospital number, phone, national id, passport. Capitals and digits. */
  code: string | null;
}

const longestText = 200;
const mostWords = 6;
const zeros = [0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x1040];

/** ٣ and ३ are 3. */
const westernDigits = (text: string) =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });

/** A piece of what was typed: a word, digits, a number with letters in it, or a date in one piece (12/03/1968). */
type Token =
  | { kind: 'word' | 'digits' | 'code'; text: string }
  | { kind: 'date'; text: string; births: BirthRange[] };

const ordinal = /^(\d{1,2})(?:st|nd|rd|th|er|º|ª)$/i;

function readToken(piece: string, reader: DateReader): Token[] {
  const plain = piece.replace(/^[+(]+|[).,;]+$/g, '').replace(ordinal, '$1');
  if (!/[\p{L}\p{N}]/u.test(plain)) return [];
  if (!/\d/.test(plain)) return [{ kind: 'word', text: plain }];
  const parts = plain.split(/[-/.]/).filter(Boolean);
  const attached = parts.length === 1 ? /^(\d{1,2})(\p{L}{3,})(\d{2}|\d{4})$/u.exec(plain)?.slice(1) : undefined;
  const births = parts.length > 1 ? readDate(parts, reader) : attached ? readDate(attached, reader) : [];
  if (births.length > 0) return [{ kind: 'date', text: plain, births }];
  const solid = plain.replace(/[^\p{L}\p{N}]/gu, '');
  return [{ kind: /^\d+$/.test(solid) ? 'digits' : 'code', text: solid }];
}

/** The birth date that stands in several pieces (12 March 1968), or in one (1968): the longest that is found. */
function findDate(tokens: readonly Token[], reader: DateReader) {
  const whole = tokens.findIndex((token) => token.kind === 'date');
  const token = tokens[whole];
  if (token?.kind === 'date') return { at: whole, length: 1, births: token.births, certain: true, named: false };
  for (const length of [3, 2, 1]) {
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const run = tokens.slice(at, at + length);
      if (run.some(({ kind, text }) => kind === 'code' || (kind === 'word' && monthNumber(text) === null))) continue;
      const births = readDate(run.map(({ text }) => text), reader);
      const named = run.some(({ kind }) => kind === 'word');
      if (births.length > 0) return { at, length, births, certain: named && length === 3, named };
    }
  }
  return null;
}

function reading(tokens: readonly Token[], births: BirthRange[]): Reading {
  const code = tokens.flatMap(({ kind, text }) => (kind === 'word' ? [] : [text])).join('').replace(/[^\p{L}\p{N}]/gu, '');
  return {
    words: tokens.flatMap(({ kind, text }) => (kind === 'word' ? [text] : [])).slice(0, mostWords),
    births,
    code: code === '' ? null : code.toUpperCase(),
  };
}

/** A number that is written in groups with letters among them: AB 12 34 56 C. */
function spelledNumber(tokens: readonly Token[]): Reading[] {
  const mixed = tokens.some(({ kind }) => kind === 'word') && tokens.some(({ kind }) => kind === 'digits');
  if (!mixed || tokens.some(({ kind, text }) => kind === 'word' && !/^[A-Za-z]{1,3}$/.test(text))) return [];
  const code = tokens.map(({ text }) => text.toUpperCase()).join('');
  return /\d.*\d/.test(code) ? [{ words: [], births: [], code }] : [];
}

/** Names of test people and of some senders carry digits (Koepp521): what begins as a word may also be one. */
function nameWithDigits(tokens: readonly Token[]): Reading[] {
  const begins = ({ kind, text }: Token) => kind === 'code' && /^\p{L}{2}/u.test(text);
  if (!tokens.some(begins)) return [];
  return [reading(tokens.map((token) => (begins(token) ? { kind: 'word', text: token.text } : token)), [])];
}

const isEmpty = ({ words, births, code }: Reading) => words.length === 0 && births.length === 0 && code === null;

/**
 * Understands what was typed into the one search box, in each way that it can be meant, likeliest first:
 * `may 1968` is a birth in May 1968, or somebody called May who was born in 1968; `1968` may be part of a number.
 */
export function readSearch(typed: string, reader: DateReader): Reading[] {
  const text = westernDigits(typed.normalize('NFKC').slice(0, longestText));
  const tokens = text.split(/[\s,;|]+/u).flatMap((piece) => readToken(piece, reader));
  const date = findDate(tokens, reader);
  if (date === null) {
    return [reading(tokens, []), ...nameWithDigits(tokens), ...spelledNumber(tokens)].filter((one) => !isEmpty(one));
  }

  const without = (at: number, length: number) => [...tokens.slice(0, at), ...tokens.slice(at + length)];
  const readings = [reading(without(date.at, date.length), date.births)];
  if (date.named && !date.certain) {
    // A month alone beside a year may be a name: Mai 1968, June 1968.
    const year = tokens.findIndex(({ kind, text: part }) => kind === 'digits' && readDate([part], reader).length > 0);
    const births = readDate([tokens[year]?.text ?? ''], reader);
    if (year >= 0) readings.push(reading(without(year, 1), births));
  }
  if (!date.certain && !date.named) readings.push(reading(tokens, []));
  readings.push(...nameWithDigits(without(date.at, date.length)).map((one) => ({ ...one, births: date.births })));
  if (!date.certain) readings.push(...spelledNumber(tokens));
  return readings.filter((one) => !isEmpty(one));
}
