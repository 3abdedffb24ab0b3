import { type Likeness, likeness, nameWords } from './name-likeness.ts';

/** What is compared of a person, whether registered already or about to be. */
export interface Identity {
  names: readonly { family: string | null; given: readonly string[]; text: string | null }[];
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  birth_date: string | null;
  birth_date_estimated: boolean;
  sex: string;
  /** Telephone numbers as digits, with their country’s where it is known. */
  phones: readonly string[];
  emails: readonly string[];
  addresses: readonly { lines: readonly string[]; city: string | null; postal_code: string | null }[];
  /** National and passport numbers by their blind index. */
  secrets: readonly { kind: string; index: string }[];
  /** Other numbers: who gave it, and the number. */
  numbers: readonly { system: string; value: string }[];
  mother_id: string | null;
  multiple_birth_order: number | null;
}

export type ReasonField = 'name' | 'birth_date' | 'sex' | 'phone' | 'email' | 'address' | 'national_id' | 'identifier' | 'mother' | 'birth_order' | 'sibling';

/** What speaks for one person (positive points) or against it (negative), in the words of a clerk. */
export interface Reason {
  field: ReasonField;
  points: number;
  text: string;
}

export interface Comparison {
  /** 0 to 100: how likely it is one person; 100 only where the same national number was given. */
  score: number;
  reasons: Reason[];
}

/** From here on a person must look before the patient is registered. */
export const askFrom = 50;

/**
 * Fellegi and Sunter's model of record linkage: an agreement weighs log2(m / u), where m is how often records of one
 * person agree so, and u how often records of two people do. Two records picked by chance are of one person once in a
 * million: so their weights must reach 20 bits before it is as likely as not.
 */
const weigh = (m: number, u: number) => Math.round(Math.log2(m / u) * 10) / 10;
const oddsAgainst = 20;

const family: Record<Likeness, number> = {
  same: weigh(0.75, 0.0015), part: weigh(0.08, 0.0008), similar: weigh(0.06, 0.001), short: weigh(0.01, 0.0008), sounds: weigh(0.03, 0.0015),
  initial: weigh(0.005, 0.04), different: weigh(0.06, 0.9), unknown: 0,
};
const given: Record<Likeness, number> = {
  same: weigh(0.72, 0.005), part: weigh(0.12, 0.004), similar: weigh(0.06, 0.002), short: weigh(0.04, 0.004), sounds: weigh(0.02, 0.004),
  initial: weigh(0.02, 0.06), different: weigh(0.005, 0.9), unknown: 0,
};
const transposed = -1;

const howAlike: Record<Likeness, string> = {
  same: 'is the same', part: 'has the same words', similar: 'is spelt nearly the same', short: 'is a short form', sounds: 'sounds alike',
  initial: 'has the same initial', different: 'differs', unknown: 'is not known',
};

interface NameComparison {
  points: number;
  family: Likeness;
  given: Likeness;
  text: string;
}

type Words = { family: string[]; given: string[] };

const wordsOf = (name: Identity['names'][number]): Words => {
  const words = { family: nameWords(name.family ?? ''), given: name.given.flatMap(nameWords) };
  return words.family.length + words.given.length > 0 ? words : { family: [], given: nameWords(name.text ?? '') };
};

function comparePair(a: Words, b: Words): NameComparison {
  const oneName = a.family.length === 0 || b.family.length === 0 || a.given.length === 0 || b.given.length === 0;
  if (oneName) {
    const whole = likeness([...a.family, ...a.given], [...b.family, ...b.given]);
    return { points: Math.max(family[whole], given[whole]), family: whole, given: whole, text: `Name ${howAlike[whole]}` };
  }
  const straight = { family: likeness(a.family, b.family), given: likeness(a.given, b.given) };
  const crossed = { family: likeness(a.family, b.given), given: likeness(a.given, b.family) };
  const points = (pair: typeof straight) => family[pair.family] + given[pair.given];
  if (points(crossed) + transposed > points(straight)) {
    return { ...crossed, points: points(crossed) + transposed, text: 'Family and given name are exchanged' };
  }
  const text = straight.family === straight.given
    ? `Name ${howAlike[straight.family]}`
    : `Family name ${howAlike[straight.family]}, given name ${howAlike[straight.given]}`;
  return { ...straight, points: points(straight), text };
}

/** The best that any two of their names come to: somebody may be known under a former name. */
function compareNames(a: Identity, b: Identity): NameComparison | null {
  const theirs = b.names.map(wordsOf);
  const pairs = a.names.map(wordsOf).flatMap((one) => theirs.map((other) => comparePair(one, other)));
  return pairs.reduce<NameComparison | null>((best, pair) => (best === null || pair.points > best.points ? pair : best), null);
}

function compareBirth(a: Identity, b: Identity): Reason | null {
  const [one, other] = [a.birth_date, b.birth_date];
  if (one === null || other === null) return null;
  const said = (points: number, text: string): Reason => ({ field: 'birth_date', points, text });
  const guessed = a.birth_date_estimated || b.birth_date_estimated;
  const years = Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));
  if (guessed) return years <= 5 ? said(weigh(0.8, 0.12), 'Birth dates are near, one of them estimated') : said(-3, 'Birth dates are far apart');
  const shorter = Math.min(one.length, other.length);
  if (one.slice(0, shorter) === other.slice(0, shorter)) {
    if (shorter === 10) return said(weigh(0.9, 0.00004), 'Born on the same day');
    return shorter === 7 ? said(weigh(0.9, 0.001), 'Born in the same month') : said(weigh(0.9, 0.013), 'Born in the same year');
  }
  if (shorter < 10) return said(years <= 1 ? -2 : -8, 'Birth dates differ');
  const [y1, m1, d1] = one.split('-');
  const [y2, m2, d2] = other.split('-');
  if (y1 === y2 && m1 === d2 && d1 === m2) return said(weigh(0.01, 0.00002), 'Day and month of birth are exchanged');
  const wrong = [...one].filter((digit, at) => digit !== other[at]).length;
  if (wrong === 1) return said(weigh(0.02, 0.0006), 'Birth dates differ in one digit');
  if (wrong === 2 && swapped(one, other)) return said(weigh(0.006, 0.0006), 'Two digits of the birth date are exchanged');
  if (y1 === y2 && (m1 === m2 || d1 === d2)) return said(weigh(0.01, 0.005), 'Birth dates differ, in the same year');
  return said(weigh(0.008, 0.9) - (years > 10 ? 10 : 3), 'Birth dates differ');
}

/** Two neighbouring digits exchanged, dashes aside. */
function swapped(one: string, other: string): boolean {
  const [a, b] = [one.replaceAll('-', ''), other.replaceAll('-', '')];
  const at = [...a].findIndex((digit, index) => digit !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Also where of one number the country is known, and of the other not. */
const samePhone = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 8 && (a.endsWith(b) || b.endsWith(a)));

const shared = <T>(a: readonly T[], b: readonly T[]): boolean => a.some((value) => b.includes(value));

function compareAddress(a: Identity, b: Identity): Reason | null {
  const plain = (text: string | null) => nameWords(text ?? '').join(' ');
  const keys = ({ addresses }: Identity, whole: boolean) =>
    addresses.flatMap(({ lines, city, postal_code }) => {
      const place = plain(postal_code).replaceAll(' ', '') || plain(city);
      if (place === '') return [];
      return whole ? (lines.length > 0 ? [`${plain(lines.join(' '))}|${place}`] : []) : [place];
    });
  if (shared(keys(a, true), keys(b, true))) return { field: 'address', points: weigh(0.5, 0.004), text: 'Live at the same address' };
  if (shared(keys(a, false), keys(b, false))) return { field: 'address', points: weigh(0.6, 0.15), text: 'Live in the same place' };
  return null;
}

function compareSecrets(a: Identity, b: Identity): Reason | null {
  if (shared(a.secrets.map(({ index }) => index), b.secrets.map(({ index }) => index))) {
    return { field: 'national_id', points: 30, text: 'The same national or passport number' };
  }
  const national = (identity: Identity) => identity.secrets.some(({ kind }) => kind === 'national_id');
  return national(a) && national(b) ? { field: 'national_id', points: -6, text: 'Other national numbers' } : null;
}

/**
 * Brothers, sisters and above all twins agree in everything but the given name: there the fields are not independent, as
 * the model takes them to be.
 */
function siblings(name: NameComparison | null, reasons: readonly Reason[]): Reason | null {
  const household = reasons.filter(({ field, points }) => points > 2 && ['phone', 'email', 'address', 'mother'].includes(field)).length;
  if (name === null || name.given !== 'different' || household === 0) return null;
  return { field: 'sibling', points: -8 * Math.min(household, 3), text: 'Another given name in the same household: a brother or sister?' };
}

/** Compares two people and says how likely they are one, and why. */
export function compareIdentities(a: Identity, b: Identity): Comparison {
  const name = compareNames(a, b);
  const reasons: (Reason | null)[] = [
    compareSecrets(a, b),
    name && { field: 'name', points: name.points, text: name.text },
    compareBirth(a, b),
    a.phones.some((one) => b.phones.some((other) => samePhone(one, other)))
      ? { field: 'phone', points: weigh(0.5, 0.0008), text: 'The same telephone number' }
      : null,
    shared(a.emails, b.emails) ? { field: 'email', points: weigh(0.4, 0.0008), text: 'The same e-mail address' } : null,
    compareAddress(a, b),
    shared(a.numbers.map(({ system, value }) => `${system}|${value}`), b.numbers.map(({ system, value }) => `${system}|${value}`))
      ? { field: 'identifier', points: 16, text: 'The same number of another issuer' } : null,
  ];
  if ([a.sex, b.sex].every((sex) => sex === 'male' || sex === 'female')) {
    reasons.push(a.sex === b.sex
      ? { field: 'sex', points: weigh(0.98, 0.5), text: 'The same sex' }
      : { field: 'sex', points: weigh(0.02, 0.5), text: 'Another sex' });
  }
  if (a.mother_id !== null && b.mother_id !== null) {
    reasons.push(a.mother_id === b.mother_id
      ? { field: 'mother', points: weigh(0.95, 0.01), text: 'The same mother' }
      : { field: 'mother', points: -10, text: 'Another mother' });
  }
  if (a.multiple_birth_order !== null && b.multiple_birth_order !== null && a.multiple_birth_order !== b.multiple_birth_order) {
    reasons.push({ field: 'birth_order', points: -40, text: 'Another child of the same birth' });
  }
  const known = reasons.filter((reason) => reason !== null);
  const sibling = siblings(name, known);
  if (sibling !== null) known.push(sibling);

  const bits = known.reduce((sum, { points }) => sum + points, 0) - oddsAgainst;
  const likely = Math.min(99, Math.round(100 / (1 + 2 ** -bits)));
  const sameNumber = known.some(({ field, points }) => field === 'national_id' && points > 0);
  return {
    score: sameNumber ? 100 : likely,
    reasons: known
      .map((reason) => ({ ...reason, points: Math.round(reason.points) }))
      .filter(({ points }) => points !== 0)
      .sort((one, other) => Math.abs(other.points) - Math.abs(one.points)),
  };
}
