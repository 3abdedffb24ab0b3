import type { RegistrationInput } from '../contract/registration.ts';
import { lookalikes, mistakes, secondRegistration } from './mistakes.ts';
import { birthDate, childOf, type Person, person } from './person.ts';
import { random as randomOf, type Random } from './random.ts';
import { registrationOf } from './registration.ts';

/** A patient of the demo hospital, before it is registered. */
export interface DemoPatient {
  key: string;
  registration: RegistrationInput;
  /** Why only cleared people may open the record. */
  restricted: string | null;
  /** Day of death. */
  died: string | null;
  /** Key of the mother, who stands earlier in the list. */
  mother: string | null;
}

/** Two records by their keys, and what was done to make them look alike. */
export interface PlantedPair {
  one: string;
  other: string;
  how: string;
}

export interface DemoPatients {
  patients: DemoPatient[];
  /** One person twice: what a search for duplicates must find. */
  duplicates: PlantedPair[];
  /** Two people: what it must not take for one. */
  lookalikes: PlantedPair[];
}

export interface DemoOptions {
  seed: string;
  today: string;
  /** How many patients in all; at least 400. */
  count: number;
  payer_ids: readonly string[];
}

/** Somebody who is registered, and so may be registered a second time. */
interface Registered {
  key: string;
  who: Person;
  registration: RegistrationInput;
}

const eachMistake = 5;
const eachLookalike = 6;
const births = 60;
const strangers = 4;
const restrictedReasons = ['Member of staff', 'Member of staff', 'Public figure', 'Asked for it', 'Protected address', 'Witness protection'];

/** The patients of the demo hospital: the same for the same seed and day. */
export function demoPatients({ seed, today, count, payer_ids }: DemoOptions): DemoPatients {
  const source = randomOf(seed);
  const patients: DemoPatient[] = [];
  const people: Registered[] = [];
  const add = (registration: RegistrationInput, more: Partial<DemoPatient> = {}): string => {
    const key = `p${String(patients.length + 1).padStart(4, '0')}`;
    patients.push({ key, registration, restricted: null, died: null, mother: null, ...more });
    return key;
  };
  const register = (who: Person, random: Random, more: Partial<DemoPatient> = {}) => {
    const registration = registrationOf(who, random, today, payer_ids);
    const key = add(registration, more);
    people.push({ key, who, registration });
    return key;
  };

  const crowd = source.fork('crowd');
  const planted = Object.keys(mistakes).length * eachMistake + Object.keys(lookalikes).length * eachLookalike;
  const alone = count - births * 2 - Math.ceil(births / 15) - strangers - planted;
  for (let at = 0; at < alone; at += 1) {
    const who = person(crowd, today);
    register(who, crowd, { died: diedOn(who, crowd, today), restricted: at % 160 === 7 ? crowd.pick(restrictedReasons) : null });
  }
  addBirths(source.fork('births'), today, register);
  for (let at = 1; at <= strangers; at += 1) {
    const sex = at % 2 === 0 ? 'female' : 'male';
    add({ unknown: true, sex, age_estimate: 20 + at * 11, names: [{ use: 'temp', text: `Unknown ${sex} ${today} #${at}` }] });
  }
  return { patients, ...plant(source.fork('planted'), today, people, add) };
}

/** Every fifteenth birth is of twins. */
function addBirths(random: Random, today: string, register: (who: Person, random: Random, more?: Partial<DemoPatient>) => string): void {
  for (let at = 0; at < births; at += 1) {
    const mother = { ...person(random, today), female: true, born: birthDate(random, today, [19, 42]) };
    const own = { ...mother, name: femaleName(mother, random, today) };
    const key = register(own, random);
    const days = random.whole(1, 400);
    const children = at % 15 === 0 ? 2 : 1;
    for (let child = 1; child <= children; child += 1) {
      register({ ...childOf(own, days, random, today), phone: own.phone }, random, { mother: key });
    }
  }
}

/** The name of a woman of the same culture, for somebody who was drawn as a man. */
function femaleName(one: Person, random: Random, today: string): Person['name'] {
  for (;;) {
    const other = person(random, today);
    if (other.female && other.culture === one.culture) return other.name;
  }
}

function diedOn({ born }: Person, random: Random, today: string): string | null {
  const age = (Date.parse(today) - Date.parse(born)) / (365.25 * 86_400_000);
  if (!random.chance(age > 75 ? 0.18 : 0.01)) return null;
  const days = Math.min(random.whole(10, 1500), Math.floor(age * 365.25));
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

function plant(
  random: Random, today: string, people: readonly Registered[], add: (registration: RegistrationInput) => string,
): Pick<DemoPatients, 'duplicates' | 'lookalikes'> {
  const taken = new Set<string>();
  const made = (kinds: readonly string[], each: number, second: (how: string, who: Registered) => RegistrationInput | null): PlantedPair[] =>
    kinds.flatMap((how) => {
      const pairs: PlantedPair[] = [];
      while (pairs.length < each) {
        const first = random.pick(people);
        const registration = taken.has(first.key) ? null : second(how, first);
        if (registration === null) continue;
        taken.add(first.key);
        pairs.push({ one: first.key, other: add(registration), how });
      }
      return pairs;
    });
  return {
    duplicates: made(Object.keys(mistakes), eachMistake, (how, { who, registration }) =>
      secondRegistration(who, registration, mistakes[how] ?? (() => null), random, today)),
    lookalikes: made(Object.keys(lookalikes), eachLookalike, (how, { who }) => lookalikes[how]?.(who, random, today) ?? null),
  };
}
