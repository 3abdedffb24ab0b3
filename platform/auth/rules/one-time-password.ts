import { makeCode } from './code.ts';

/** Long enough to reach a person over a weekend, short enough not to lie about. */
export const one_time_hours = 72;

/** A password of 80 bits to be told to a person, who must then choose one of their own. */
export function makeOneTimePassword(): string {
  return makeCode(16).toLowerCase();
}
