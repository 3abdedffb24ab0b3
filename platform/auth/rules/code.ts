import { randomInt } from 'node:crypto';

// Crockford's base 32: no I, L, O or U, so that a code read aloud or copied by hand is not misread.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random code for people to type, in groups of four; each character is worth 5 bits. */
export function makeCode(characters: number): string {
  const drawn = Array.from({ length: characters }, () => letters[randomInt(letters.length)]).join('');
  return drawn.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** A code as it was meant: without the hyphens and spaces, look-alikes put right. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
