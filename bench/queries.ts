import type pg from 'pg';
import { type Random, random } from '@openward/patients/demo';

/** What people type, and how often of a hundred. Each is made from a patient drawn at random, as common names are common. */
export const mix = [
  { share: 24, what: 'family name as it is typed (2 letters and more)', type: (one: Sample, chance: Random) => begun(one.family, chance) },
  { share: 14, what: 'whole family name', type: (one: Sample) => one.family },
  { share: 14, what: 'family name and the beginning of a given name', type: (one: Sample, chance: Random) => `${one.family} ${begun(one.given, chance)}` },
  { share: 10, what: 'given and family name', type: (one: Sample) => `${one.given} ${one.family}` },
  { share: 5, what: 'two beginnings of three letters (smi joh)', type: (one: Sample) => `${letters(one.family, 3)} ${letters(one.given, 3)}` },
  { share: 8, what: 'family name and year of birth', type: (one: Sample) => `${one.family} ${one.born.slice(0, 4)}` },
  { share: 5, what: 'birth date', type: (one: Sample) => one.born.split('-').reverse().join('/') },
  { share: 6, what: 'hospital number', type: (one: Sample) => one.number },
  { share: 4, what: 'telephone number', type: (one: Sample) => one.phone },
  { share: 5, what: 'misspelt family name', type: (one: Sample, chance: Random) => misspelt(one.family, chance) },
  { share: 3, what: 'misspelt family name and given name', type: (one: Sample, chance: Random) => `${misspelt(one.family, chance)} ${one.given}` },
  { share: 1, what: 'the middle of a family name', type: (one: Sample) => [...one.family].slice(1, 5).join('') },
  { share: 1, what: 'a name that nobody has', type: (_one: Sample, chance: Random) => `qx${chance.digits(3).replace(/\d/g, (digit) => 'bdfgjkpvwz'[Number(digit)] ?? '')}` },
] as const;

interface Sample {
  family: string;
  given: string;
  born: string;
  number: string;
  phone: string;
}

const letters = (word: string, count: number) => [...word].slice(0, count).join('');
const begun = (word: string, chance: Random) => letters(word, chance.whole(2, Math.max(2, [...word].length)));

function misspelt(word: string, chance: Random): string {
  const at = chance.whole(1, Math.max(1, word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

/** Draws patients from the database, and what somebody would type to find each of them. */
export async function drawQueries(client: pg.Client, count: number): Promise<string[]> {
  const chance = random('queries');
  const { rows } = await client.query<Sample>(
    `select coalesce(n.family, n.given[1]) as family, coalesce(n.given[1], n.family) as given, p.birth_day::text as born,
       p.hospital_number as number, coalesce(t.value, p.hospital_number) as phone
     from (select * from patients.patient where not unknown and not restricted and birth_day is not null order by md5(hospital_number) limit $1) p
     join patients.name n on n.patient_id = p.id and n.position = 0
     left join lateral (select value from patients.telecom where patient_id = p.id and system = 'phone' limit 1) t on true`, [count]);
  const kinds = mix.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  return rows.map((one) => chance.pick(kinds).type(one, chance));
}
