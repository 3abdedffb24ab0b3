import type { RegistrationInput } from '../contract/registration.ts';
import { address, birthDate, passportNumber, type Person, phoneNumber } from './person.ts';
import { addressOf, healthNumberOf, namesOf } from './registration.ts';
import type { Random } from './random.ts';

type Names = NonNullable<RegistrationInput['names']>;
type Second = Pick<RegistrationInput, 'names' | 'birth_date' | 'telecoms' | 'identifiers'>;

/** A way in which the same person comes to be registered twice; null where it does not fit this person, or what is known of them. */
type Mistake = (one: Person, random: Random, first: RegistrationInput) => Partial<Second> | null;

const samePhone = (one: Person) => ({ telecoms: [{ system: 'phone' as const, value: one.phone }] });
const latin = ({ name }: Person) => ({ family: name.latin.family, given: name.latin.given });
const official = (family: string | null, given: readonly string[]): Names => [{ use: 'official', family, given: [...given] }];

/** One letter exchanged with the next, left out, doubled or wrong, never the first. */
function misspell(word: string, random: Random): string {
  const at = random.whole(1, word.length - 2);
  const [before, letter, next, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)];
  const others = [...'aeiourstnl'].filter((other) => other !== letter);
  switch (random.whole(0, 3)) {
    case 0: return letter === next ? `${before}${letter}${after}` : `${before}${next}${letter}${after}`;
    case 1: return `${before}${next}${after}`;
    case 2: return `${before}${letter}${letter}${next}${after}`;
    default: return `${before}${random.pick(others)}${next}${after}`;
  }
}

/** As somebody writes a name down who only hears it. */
const byEar = (word: string): string =>
  word
    .replace(/ph/g, 'f').replace(/ck/g, 'k').replace(/([aeiou])c(?=[aou])/g, '$1k').replace(/sch/g, 'sh').replace(/w/g, 'v')
    .replace(/(.)\1/g, '$1').replace(/y/g, 'i').replace(/ou/g, 'u').replace(/z/g, 's').replace(/ie/g, 'i');

const plain = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[ıłøđß]/g, (letter) => ({ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss' })[letter] ?? letter);

export const mistakes: Readonly<Record<string, Mistake>> = {
  'names exchanged': (one) => {
    const { family, given } = latin(one);
    return family === null ? null : { names: official(given.join(' '), [family]) };
  },
  'family name misspelt': (one, random) => {
    const { family, given } = latin(one);
    return family === null || family.length < 5 ? null : { names: official(misspell(family, random), given) };
  },
  'given name misspelt': (one, random) => {
    const { family, given: [first = '', ...rest] } = latin(one);
    return family === null || first.length < 5 ? null : { names: official(family, [misspell(first, random), ...rest]) };
  },
  'written by ear': (one) => {
    const { family, given } = latin(one);
    const heard = family === null ? null : byEar(family);
    return heard === null || heard === family ? null : { names: official(heard, given) };
  },
  'day and month exchanged': ({ born }) => {
    const [year, month = '', day = ''] = born.split('-');
    return Number(day) > 12 || day === month ? null : { birth_date: `${year}-${day}-${month}` };
  },
  'one digit of the birth date wrong': ({ born }, random) => {
    const digit = (Number(born[3]) + random.whole(1, 8)) % 10;
    const wrong = `${born.slice(0, 3)}${digit}${born.slice(4)}`;
    return born.endsWith('02-29') ? null : { birth_date: wrong };
  },
  'birth date not asked': (one) => ({ birth_date: null, ...samePhone(one) }),
  'year of birth only': ({ born }) => ({ birth_date: born.slice(0, 4) }),
  'family name changed by marriage': (one, random) => {
    if (!one.female || one.name.latin.family === null || one.born > '2005') return null;
    return { names: official(random.pick(one.culture.family).split('=')[0] ?? null, one.name.latin.given), ...samePhone(one) };
  },
  'given name cut short': (one) => {
    const { family, given: [first = ''] } = latin(one);
    return family === null || first.length < 6 ? null : { names: official(family, [first.slice(0, 4)]), ...samePhone(one) };
  },
  'accents left out': (one) => {
    const { family, given } = latin(one);
    const bare = family === null ? null : plain(family);
    return bare === null || bare === family ? null : { names: official(bare, given.map(plain)) };
  },
  'in another script': (one) => (one.name.native === null ? null : { names: namesOf(one).slice(1), ...samePhone(one) }),
  'one of two family names': (one) => {
    const { family, given } = latin(one);
    const [first, second] = (family ?? '').split(/[ -]/);
    return second === undefined || (first?.length ?? 0) < 4 ? null : { names: official(first ?? null, given) };
  },
  'no second given name': (one) => {
    const { family, given } = latin(one);
    return given.length < 2 ? null : { names: official(family, given.slice(0, 1)) };
  },
  'the same national number, much else wrong': (one, random, first) => {
    const { family, given: [given = ''] } = latin(one);
    const known = first.identifiers?.some(({ kind }) => kind === 'national_id') ?? false;
    return family === null || given.length < 5 || !known
      ? null : { names: official(misspell(given, random), [family]), birth_date: null, telecoms: [], identifiers: [healthNumberOf(one)] };
  },
};

/** The second registration of a person, years later, by somebody in a hurry. */
export function secondRegistration(
  one: Person, first: RegistrationInput, mistake: Mistake, random: Random, today: string,
): RegistrationInput | null {
  const wrong = mistake(one, random, first);
  if (wrong === null || (wrong.birth_date ?? '') > today) return null;
  const moved = random.chance(0.5);
  return {
    names: namesOf(one).slice(0, 1),
    birth_date: one.born,
    sex: one.female ? 'female' : 'male',
    telecoms: [{ system: 'phone', value: random.chance(0.5) ? phoneNumber(random) : one.phone }],
    addresses: random.chance(0.7) ? [addressOf(moved ? { ...one, address: address(random) } : one)] : [],
    ...wrong,
  };
}

/** Somebody else who only looks like this person; null where that does not fit. */
type Lookalike = (one: Person, random: Random, today: string) => RegistrationInput | null;

const household = (one: Person) => ({ ...samePhone(one), addresses: [addressOf(one)] });
const otherGiven = (one: Person, female: boolean, random: Random) => {
  const taken = new Set(one.name.latin.given);
  const free = (female ? one.culture.female : one.culture.male).map((entry) => entry.split('=')[0] ?? '').filter((entry) => !taken.has(entry));
  return random.pick(free);
};

export const lookalikes: Readonly<Record<string, Lookalike>> = {
  twin: (one, random) => ({
    names: official(one.name.latin.family, [otherGiven(one, one.female, random)]), birth_date: one.born, sex: one.female ? 'female' : 'male',
    ...household(one),
  }),
  'brother or sister': (one, random) => {
    const female = random.chance(0.5);
    const years = Number(one.born.slice(0, 4)) - random.whole(1, 4);
    return {
      names: official(one.name.latin.family, [otherGiven(one, female, random)]), birth_date: `${years}${random.pick(['-03-14', '-07-09', '-10-27'])}`,
      sex: female ? 'female' : 'male', ...household(one),
    };
  },
  'parent of the same name': (one, random) => ({
    names: official(one.name.latin.family, one.name.latin.given.slice(0, 1)),
    birth_date: `${Number(one.born.slice(0, 4)) - random.whole(20, 35)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
    sex: one.female ? 'female' : 'male', ...household(one),
  }),
  namesake: (one, random, today) => ({
    names: official(one.name.latin.family, one.name.latin.given), birth_date: birthDate(random, today, [18, 80]),
    sex: one.female ? 'female' : 'male', telecoms: [{ system: 'phone', value: phoneNumber(random) }],
    addresses: [addressOf({ ...one, address: address(random) })],
  }),
  'born on the same day': (one, random) => ({
    names: official(random.pick(one.culture.family).split('=')[0] ?? null, [otherGiven(one, one.female, random)]), birth_date: one.born,
    sex: one.female ? 'female' : 'male', identifiers: [{ kind: 'passport', value: passportNumber(random) }],
  }),
};
