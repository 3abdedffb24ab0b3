import type { RegistrationInput } from '../contract/registration.ts';
import { type Person, passportNumber } from './person.ts';
import type { Random } from './random.ts';

/** Of the demo's own: no payer of this name exists. */
export const payers = [
  { name: 'Harbour Mutual', kind: 'insurer', code: 'HM' },
  { name: 'Lantern Health', kind: 'insurer', code: 'LH' },
  { name: 'National Health Fund', kind: 'government', code: 'NHF' },
  { name: 'Wardleigh Dock Company', kind: 'employer', code: 'WDC' },
  { name: 'Friends of the Hospital', kind: 'charity', code: 'FRI' },
] as const;

const religions = ['Christian', 'Muslim', 'Hindu', 'Sikh', 'Buddhist', 'Jewish', 'None'];
const occupations = ['Teacher', 'Nurse', 'Driver', 'Farmer', 'Electrician', 'Student', 'Retired', 'Cook', 'Accountant', 'Fisher', 'Tailor', 'Engineer'];
const relations = ['Mother', 'Father', 'Husband', 'Wife', 'Daughter', 'Son', 'Brother', 'Sister', 'Neighbour'];

const ageOf = (born: string, today: string) => (Date.parse(today) - Date.parse(born)) / (365.25 * 86_400_000);

/** Names as they go on paper, with the native one beside the Latin one. */
export function namesOf({ name: { latin, native } }: Person): NonNullable<RegistrationInput['names']> {
  const official = { use: 'official' as const, family: latin.family, given: latin.given };
  return native === null
    ? [official]
    : [official, { use: 'usual', script: native.script, family: native.family, given: native.given }];
}

const phone = (national: string) => ({
  system: 'phone' as const,
  value: `+44 ${national.slice(1)}`,
  use: national.startsWith('07') ? ('mobile' as const) : ('home' as const),
});

export const addressOf = ({ address: { line, city, postal_code } }: Person) =>
  ({ use: 'home' as const, lines: [line], city, postal_code, country: 'GB' });

export const healthNumberOf = ({ healthNumber }: Person) =>
  ({ kind: 'national_id' as const, issuer: 'Demo Health Service', value: healthNumber.replace(/(\d{3})(\d{3})(\d{4})/, '$1 $2 $3') });

/** What a hospital writes down of this person: some of it, as clerks do. `payer_ids` are those of `payers`, in their order. */
export function registrationOf(one: Person, random: Random, today: string, payer_ids: readonly string[]): RegistrationInput {
  const age = ageOf(one.born, today);
  const adult = age >= 18;
  const names = namesOf(one);
  if (adult && one.female && random.chance(0.15)) {
    names.push({ use: 'maiden', family: random.pick(one.culture.family).split('=')[0] ?? null, given: one.name.latin.given });
  }
  const emailName = names[0]?.given?.[0]?.normalize('NFKD').replace(/[^A-Za-z]/g, '').toLowerCase() ?? '';
  const kin = { roles: ['next_of_kin' as const], relationship: random.pick(adult ? relations : relations.slice(0, 2)) };
  const payer_id = random.pick(payer_ids);
  return {
    names,
    birth_date: random.chance(0.97) ? one.born : one.born.slice(0, 4),
    sex: one.female ? 'female' : 'male',
    language: one.culture.language,
    interpreter_needed: one.culture.language !== 'en' && random.chance(0.2),
    ...(adult && { marital_status: random.pick(['S', 'M', 'M', 'M', 'D', 'W'] as const) }),
    ...(random.chance(0.4) && { religion: random.pick(religions) }),
    ...(adult && random.chance(0.5) && { occupation: age > 67 ? 'Retired' : random.pick(occupations) }),
    telecoms: [
      ...(random.chance(0.93) ? [phone(one.phone)] : []),
      ...(adult && emailName !== '' && random.chance(0.35)
        ? [{ system: 'email' as const, value: `${emailName}.${one.healthNumber.slice(3, 7)}@mail.example`, use: 'home' as const }] : []),
    ],
    addresses: random.chance(0.95) ? [addressOf(one)] : [],
    identifiers: [
      ...(random.chance(0.75) ? [healthNumberOf(one)] : []),
      ...(random.chance(0.12) ? [{ kind: 'passport' as const, issuer: one.culture.language.toUpperCase(), value: passportNumber(random) }] : []),
    ],
    related_people: random.chance(0.55)
      ? [{ ...kin, name: `${random.pick(one.culture.female).split('=')[0] ?? ''} ${one.name.latin.family ?? ''}`.trim(), phone: one.phone }] : [],
    ...(random.chance(0.05) && {
      contact_rule: { consent: 'given' as const, channels: ['call' as const], may_leave_message: false, instruction: 'Speak to nobody but the patient' },
    }),
    coverages: random.chance(0.45)
      ? [{ payer_id, policy_number: `P${random.digits(8)}`, valid_from: `${Number(today.slice(0, 4)) - 1}-01-01` }] : [],
  };
}
