/** How the people of one place are called. Names are written `Latin=native` where they have a second script. */
export interface Culture {
  key: string;
  /** How many of a hundred patients, roughly. */
  share: number;
  /** Language they are spoken to in (BCP 47). */
  language: string;
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
  /** The family name of a woman, where it differs. */
  familyOfWoman?: (family: string) => string;
  /** Beginnings, middles and endings of rarer family names. */
  rare?: readonly [readonly string[], readonly string[], readonly string[]];
  shape: Shape;
  /** ISO 15924 script of the second name, made from the native parts. */
  script?: string;
  /** Whether native names run family first and without a space. */
  familyFirst?: boolean;
}

/**
 * given-family, with or without more given names; two-families as in Spain; fathers (one's own name, then the father's,
 * then the grandfather's); single (one name for all).
 */
export type Shape = 'given-family' | 'given-middle-family' | 'two-families' | 'fathers' | 'single';

/** A list written as one text. */
export const list = (text: string): readonly string[] => text.trim().split(/\s+/);
/** A list whose entries hold spaces: separated by commas. */
export const phrases = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);
