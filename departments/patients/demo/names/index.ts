import type { Random } from '../random.ts';
import { africa } from './africa.ts';
import { asia } from './asia.ts';
import type { Culture } from './culture.ts';
import { europe } from './europe.ts';

export type { Culture } from './culture.ts';
export const cultures: readonly Culture[] = [...africa, ...asia, ...europe];

/** One cultures’ entry for each hundredth of its share. */
const byShare = cultures.flatMap((culture) => Array.from({ length: culture.share }, () => culture));

export const pickCulture = (random: Random): Culture => random.pick(byShare);

/** One way of writing a person’s name. */
export interface WrittenName {
  family: string | null;
  given: string[];
  script: string | null;
}

/** What somebody is called: in Latin letters, and in the script of their language where it has one. */
export interface PersonName {
  latin: WrittenName;
  native: WrittenName | null;
}

const latinOf = (entry: string) => entry.split('=')[0] ?? entry;
const nativeOf = (entry: string) => entry.split('=')[1] ?? null;

/** A family name that few share: `Black` + `en` + `stead`. */
function rareFamily(culture: Culture, random: Random): string | null {
  if (culture.rare === undefined) return null;
  const [beginnings, middles, endings] = culture.rare;
  const second = random.chance(0.25) ? random.pick(middles) : '';
  return `${random.pick(beginnings)}${random.pick(middles)}${second}${random.pick(endings)}`;
}

function familyName(culture: Culture, female: boolean, random: Random): string {
  const family = (random.chance(0.45) ? rareFamily(culture, random) : null) ?? random.skewed(culture.family);
  return female && culture.familyOfWoman !== undefined ? culture.familyOfWoman(family) : family;
}

const written = (family: string | null, given: string[], script: string | null): WrittenName => ({ family, given, script });

/** A name as the people of this culture have it. `family` is given for a relative. */
export function personName(culture: Culture, female: boolean, random: Random, family?: string): PersonName {
  const own = random.skewed(female ? culture.female : culture.male);
  const parts: { given: string[]; family: string | null } = { given: [own], family: null };
  const inherited = family ?? familyName(culture, female, random);
  switch (culture.shape) {
    case 'single':
      if (random.chance(0.4)) parts.family = inherited;
      break;
    case 'fathers':
      parts.given.push(random.skewed(culture.male));
      parts.family = inherited;
      break;
    case 'given-middle-family':
      if (random.chance(0.5)) parts.given.push(random.pick(female ? culture.female : culture.male));
      parts.family = inherited;
      break;
    case 'two-families':
      parts.family = `${inherited} ${familyName(culture, female, random)}`;
      break;
    case 'given-family':
      parts.family = inherited;
  }
  if (parts.given[1] === parts.given[0]) parts.given.pop();
  const latin = written(parts.family && latinOf(parts.family), parts.given.map(latinOf), null);
  const native = { family: parts.family && nativeOf(parts.family), given: parts.given.map(nativeOf) };
  const given = native.given.filter((part) => part !== null);
  const complete = culture.script !== undefined && native.family !== null && given.length === parts.given.length;
  return { latin, native: complete ? written(native.family, given, culture.script ?? null) : null };
}

/** The family name that a child takes on, with its native half where the culture has one; none of a single name. */
export function familyToInherit({ latin, native }: PersonName): string | undefined {
  if (latin.family === null) return undefined;
  return native?.family ? `${latin.family}=${native.family}` : latin.family;
}
