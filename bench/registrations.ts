import { person, random } from '@openward/patients/demo';

/** Bodies of registrations, as the front desk sends them: two names of a given culture, a birth date, a phone, an address, a number. */
export function registrationBodies(seed: string, count: number): string[] {
  const chance = random(seed);
  return Array.from({ length: count }, () => {
    const { name, born, female, culture, address } = person(chance, '2026-01-01');
    return JSON.stringify({
      names: [
        { use: 'official', family: name.latin.family, given: name.latin.given },
        ...(name.native === null ? [] : [{ use: 'usual', script: name.native.script, family: name.native.family, given: name.native.given }]),
      ],
      birth_date: born,
      sex: female ? 'female' : 'male',
      language: culture.language,
      telecoms: [{ system: 'phone', value: `+447${chance.digits(9)}`, use: 'mobile' }],
      addresses: [{ use: 'home', lines: [address.line], city: address.city, postal_code: address.postal_code, country: 'GB' }],
      identifiers: [{ kind: 'national_id', issuer: 'Demo Health Service', value: chance.digits(10) }],
    });
  });
}
