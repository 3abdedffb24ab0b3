import { commonWords, runs } from './common-passwords.ts';

export interface PasswordContext {
  username: string;
  display_name: string;
  length_min: number;
}

export interface Weakness {
  code: 'too_short' | 'too_long' | 'contains_name' | 'common';
  message: string;
}

/** Passwords are compared in one Unicode form, whichever keyboard they come from (NIST SP 800-63B). */
export function normalisePassword(text: string): string {
  return text.normalize('NFKC');
}

const length_max = 256;

/**
 * Why a password that a person wants to choose is too weak, or null. As NIST SP 800-63B advises: length, no name of one's
 * own, none of the common ones; no rule about kinds of characters, which only makes passwords alike.
 */
export function weaknessOf(password: string, { username, display_name, length_min }: PasswordContext): Weakness | null {
  const text = normalisePassword(password);
  const length = [...text].length;
  if (length < length_min) return { code: 'too_short', message: `Use at least ${length_min} characters; a sentence is easy to remember` };
  if (length > length_max) return { code: 'too_long', message: `Use at most ${length_max} characters` };
  const folded = text.toLowerCase();
  if (namesIn(username, display_name).some((name) => folded.includes(name) || undisguised(text).includes(name))) {
    return { code: 'contains_name', message: 'Leave your own name out of the password' };
  }
  if (isCommon(text)) return { code: 'common', message: 'Many people use a password like this one; attackers try it first' };
  return null;
}

/** The username and each part of the name that is long enough not to be met by chance. */
function namesIn(username: string, display_name: string): string[] {
  const parts = [username, ...username.split(/[._@+-]/), ...display_name.split(/[^\p{L}\p{N}]+/u)];
  return parts.map((part) => normalisePassword(part).toLowerCase()).filter((part) => [...part].length >= 4);
}

const disguises: Record<string, string> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g', '@': 'a', $: 's', '!': 'i', '|': 'l', '+': 't',
};

/** `P@55w0rd` → `password`: accents, capitals and look-alike signs undone. */
function undisguised(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...plain].map((character) => disguises[character] ?? character).join('');
}

function isCommon(text: string): boolean {
  const folded = text.toLowerCase();
  if (unitOf(folded).length <= 4 || isRunOfKeys(folded)) return true;
  // Take off the years, digits and signs that people hang on a word, then look at the word as it is and undisguised.
  const bare = folded.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const words = [folded, bare, undisguised(bare), undisguised(folded), undisguised(folded).replaceAll(/[^a-z]/g, '')];
  return words.some((word) => isMadeOfCommonWords(word));
}

/** The shortest text that, repeated, gives the whole: `abcabcabc` → `abc`. */
function unitOf(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return text.slice(0, again);
}

/** Made of nothing but steps along the alphabet, the digits or a row of keys: `qwertyuiop12345`. */
function isRunOfKeys(text: string): boolean {
  let at = 0;
  let pieces = 0;
  while (at < text.length) {
    let longest = 0;
    for (const run of runs) {
      for (const direction of [run, [...run].reverse().join('')]) {
        let length = 1;
        while (at + length <= text.length && direction.includes(text.slice(at, at + length))) length += 1;
        longest = Math.max(longest, length - 1);
      }
    }
    if (longest < 3) return false;
    at += longest;
    pieces += 1;
  }
  return pieces <= 4;
}

/** One or two of the common words and nothing else: `welcome`, `passwordpassword`, `nurse-nurse`. */
function isMadeOfCommonWords(text: string): boolean {
  if (commonWords.has(text)) return true;
  const joined = text.replaceAll(/[^\p{L}]/gu, '');
  if (commonWords.has(joined)) return true;
  for (let at = 3; at <= joined.length - 3; at += 1) {
    if (commonWords.has(joined.slice(0, at)) && commonWords.has(joined.slice(at))) return true;
  }
  return false;
}
