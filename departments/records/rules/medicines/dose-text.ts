import type { Dosage } from '../../contract/dosage.ts';
import { doseWords } from './quantity.ts';

export const routeWords: Record<NonNullable<Dosage['route']>, { code: string; display: string; how: string }> = {
  oral: { code: '26643006', display: 'Oral route', how: 'by mouth' },
  sublingual: { code: '37839007', display: 'Sublingual route', how: 'under the tongue' },
  intravenous: { code: '47625008', display: 'Intravenous route', how: 'into a vein' },
  intramuscular: { code: '78421000', display: 'Intramuscular route', how: 'into a muscle' },
  subcutaneous: { code: '34206005', display: 'Subcutaneous route', how: 'under the skin' },
  inhalation: { code: '447694001', display: 'Respiratory tract route', how: 'inhaled' },
  nasal: { code: '46713006', display: 'Nasal route', how: 'into the nose' },
  eye: { code: '54485002', display: 'Ophthalmic route', how: 'into the eye' },
  ear: { code: '10547007', display: 'Otic route', how: 'into the ear' },
  skin: { code: '6064005', display: 'Topical route', how: 'on the skin' },
  transdermal: { code: '45890007', display: 'Transdermal route', how: 'through the skin' },
  rectal: { code: '37161004', display: 'Rectal route', how: 'into the rectum' },
  vaginal: { code: '16857009', display: 'Vaginal route', how: 'into the vagina' },
};

const periodWords = { h: ['hour', 'hours'], d: ['day', 'days'], wk: ['week', 'weeks'], mo: ['month', 'months'] } as const;
const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** How often, in words that nobody abbreviates: `3 times a day`, `once every 2 weeks`. */
export function frequencyWords({ times: count, period, unit }: NonNullable<Dosage['frequency']>): string {
  const [one, several] = periodWords[unit];
  if (period === 1) return `${times(count)} ${unit === 'h' ? 'an' : 'a'} ${one}`;
  return count === 1 ? `every ${period} ${several}` : `${times(count)} every ${period} ${several}`;
}

/** How a medicine is taken, in words, with em-dashes between: dose, route, how often, how long, when. */
export function doseText(dosage: Dosage): string {
  const { dose, route, frequency, duration, as_needed, as_needed_for, instructions, text } = dosage;
  const said = [
    text,
    dose && doseWords(dose),
    route && routeWords[route].how,
    frequency && frequencyWords(frequency),
    as_needed ? (as_needed_for === null ? 'when needed' : `when needed for ${as_needed_for}`) : null,
    duration && `for ${duration.value} ${periodWords[duration.unit][duration.value === 1 ? 0 : 1]}`,
    instructions,
  ];
  return said.filter((part) => part !== null && part !== '').join(' — ');
}
