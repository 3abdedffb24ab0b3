import { type Culture, familyToInherit, personName, pickCulture, type PersonName } from './names/index.ts';
import type { Random } from './random.ts';

/** An invented person, before a hospital writes them down. */
export interface Person {
  culture: Culture;
  female: boolean;
  name: PersonName;
  /** YYYY-MM-DD. */
  born: string;
  phone: string;
  address: PersonAddress;
  /** A number of the kind that a health service gives, with its check digit, out of a range that is never given. */
  healthNumber: string;
}

export interface PersonAddress {
  line: string;
  city: string;
  postal_code: string;
}

const streets = [
  'Alder', 'Beacon', 'Cathedral', 'Dock', 'Elm', 'Foundry', 'Granary', 'Harbour', 'Infirmary', 'Jubilee', 'Kiln', 'Lantern', 'Market',
  'Nightingale', 'Orchard', 'Priory', 'Quarry', 'Ropewalk', 'Station', 'Tannery', 'Union', 'Victoria', 'Weaver', 'Yarn',
];
const kinds = ['Street', 'Road', 'Lane', 'Avenue', 'Close', 'Terrace', 'Gardens', 'Hill', 'Row', 'Walk'];
/** None of these places exists; no postal code begins with ZZ. */
const cities = ['Wardleigh', 'Eastmere', 'Port Callan', 'Northbrook', 'Saltrey', 'Hollin Vale'];

/** The check digit of ten-digit health numbers: weights 10 to 2, modulo 11. Null where there is none. */
export function healthCheckDigit(nine: string): string | null {
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? null : String(check);
}

/** Begins with 999, which is kept for tests. */
export function healthNumber(random: Random): string {
  for (;;) {
    const nine = `999${random.digits(6)}`;
    const check = healthCheckDigit(nine);
    if (check !== null) return nine + check;
  }
}

const sevens = [7, 3, 1];
/** A passport number with the check digit of its machine-readable zone behind it (ICAO 9303). */
export function passportNumber(random: Random): string {
  const number = `${random.pick([...'ABCEGHKLNPRTXZ'])}${random.digits(7)}`;
  const value = (character: string) => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55);
  const sum = [...number].reduce((total, character, at) => total + value(character) * (sevens[at % 3] ?? 0), 0);
  return `${number}${sum % 10}`;
}

/** Out of the mobile numbers that are kept for stories and never ring: 07700 900000 to 900999, and four more towns. */
export function phoneNumber(random: Random): string {
  const stem = random.pick(['07700 900', '0113 4960', '0161 4960', '0191 4980', '0808 1570']);
  return `${stem}${random.digits(3)}`;
}

export function address(random: Random): PersonAddress {
  return {
    line: `${random.whole(1, 160)} ${random.pick(streets)} ${random.pick(kinds)}`,
    city: random.skewed(cities),
    postal_code: `ZZ${random.whole(1, 29)} ${random.whole(1, 9)}${random.pick([...'ABDEFGHJLNPQRSTUWXYZ'])}${random.pick([...'ABDEFGHJLNPQRSTUWXYZ'])}`,
  };
}

/** Upper ends of ages, and how many of a hundred patients are no older: a hospital sees the very young and the old. */
const ages: readonly (readonly [age: number, share: number])[] = [
  [1, 5], [5, 11], [17, 20], [29, 34], [44, 51], [59, 67], [69, 79], [79, 91], [89, 98], [104, 100],
];

/** A day of birth, for the ages that a hospital sees. */
export function birthDate(random: Random, today: string, between?: readonly [number, number]): string {
  const drawn = random.fraction() * 100;
  const at = ages.findIndex(([, share]) => drawn < share);
  const [oldest] = ages[at] ?? [104];
  const [youngest] = ages[at - 1] ?? [0];
  const years = between ?? [youngest, oldest];
  const days = years[0] * 365.25 + random.fraction() * (years[1] - years[0]) * 365.25;
  return new Date(Date.parse(today) - Math.max(1, Math.floor(days)) * 86_400_000).toISOString().slice(0, 10);
}

/** Somebody new. */
export function person(random: Random, today: string): Person {
  const culture = pickCulture(random);
  const female = random.chance(0.52);
  return {
    culture,
    female,
    name: personName(culture, female, random),
    born: birthDate(random, today),
    phone: phoneNumber(random),
    address: address(random),
    healthNumber: healthNumber(random),
  };
}

/** A child of this mother, `days` old: her family name, address and phone. */
export function childOf(mother: Person, days: number, random: Random, today: string): Person {
  const female = random.chance(0.49);
  return {
    ...mother,
    female,
    name: personName(mother.culture, female, random, familyToInherit(mother.name)),
    born: new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10),
    healthNumber: healthNumber(random),
  };
}
