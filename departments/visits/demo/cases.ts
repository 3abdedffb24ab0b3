import type { Coded } from '../contract/text.ts';

const snomed = (code: string, display: string): Coded => ({ system: 'http://snomed.info/sct', code, display });

/** Why somebody comes, and what it turns out to be. */
export interface DemoCase {
  department: string;
  reason: Coded;
  history: string;
  diagnosis: { code: string; display: string };
  fever: boolean;
}

/** Everyday reasons of a clinic; diagnoses by ICD-10. */
export const cases: readonly DemoCase[] = [
  { department: 'OPD', reason: snomed('49727002', 'Cough'), history: 'Dry cough for five days, worse at night. No blood. A child at home has the same.', diagnosis: { code: 'J06.9', display: 'Acute upper respiratory infection, unspecified' }, fever: true },
  { department: 'OPD', reason: snomed('25064002', 'Headache'), history: 'Throbbing on one side since yesterday, light hurts. Has had this before, about once a month.', diagnosis: { code: 'G43.9', display: 'Migraine, unspecified' }, fever: false },
  { department: 'MED', reason: snomed('29857009', 'Chest pain'), history: 'Burning behind the breast bone after meals and when lying down. No exertion needed.', diagnosis: { code: 'K21.9', display: 'Gastro-oesophageal reflux disease without oesophagitis' }, fever: false },
  { department: 'OPD', reason: snomed('161891005', 'Backache'), history: 'Lifted a box three days ago. No numbness, no weakness, passes water normally.', diagnosis: { code: 'M54.5', display: 'Low back pain' }, fever: false },
  { department: 'OPD', reason: snomed('49650001', 'Dysuria'), history: 'Burning when passing water for two days, and often. No pain in the flank.', diagnosis: { code: 'N39.0', display: 'Urinary tract infection, site not specified' }, fever: true },
  { department: 'MED', reason: { text: 'Blood pressure check' }, history: 'Feels well. Takes the tablets most days, forgets them at weekends.', diagnosis: { code: 'I10', display: 'Essential (primary) hypertension' }, fever: false },
  { department: 'MED', reason: { text: 'Diabetes review' }, history: 'Sugar at home between 7 and 11. No low ones. Feet without wounds.', diagnosis: { code: 'E11.9', display: 'Type 2 diabetes mellitus without complications' }, fever: false },
  { department: 'ED', reason: snomed('21522001', 'Abdominal pain'), history: 'Cramps since this morning, four loose stools, ate out yesterday evening.', diagnosis: { code: 'A09.9', display: 'Gastroenteritis and colitis of unspecified origin' }, fever: true },
  { department: 'ED', reason: { text: 'Twisted ankle' }, history: 'Stepped off a kerb. Can walk four steps. Swelling on the outer side.', diagnosis: { code: 'S93.4', display: 'Sprain and strain of ankle' }, fever: false },
  { department: 'OPD', reason: snomed('271807003', 'Eruption of skin'), history: 'Itching patches in the folds of both elbows, since childhood on and off.', diagnosis: { code: 'L20.9', display: 'Atopic dermatitis, unspecified' }, fever: false },
];

/** What somebody has for long: SNOMED CT. */
export const problems: readonly Coded[] = [
  snomed('38341003', 'Hypertensive disorder'), snomed('44054006', 'Type 2 diabetes mellitus'), snomed('195967001', 'Asthma'),
  snomed('396275006', 'Osteoarthritis'), snomed('35489007', 'Depressive disorder'), snomed('40930008', 'Hypothyroidism'),
];

/** What somebody must not get; the danger that is known of it. */
export const allergies: readonly { substance: Coded; category: 'medication' | 'food' | 'environment'; reaction: string; criticality: 'low' | 'high'; severity: 'mild' | 'moderate' | 'severe' }[] = [
  { substance: snomed('764146007', 'Penicillin'), category: 'medication', reaction: 'Anaphylaxis', criticality: 'high', severity: 'severe' },
  { substance: snomed('387458008', 'Aspirin'), category: 'medication', reaction: 'Wheezing', criticality: 'high', severity: 'moderate' },
  { substance: snomed('256349002', 'Peanut'), category: 'food', reaction: 'Urticaria', criticality: 'low', severity: 'mild' },
  { substance: snomed('256259004', 'Pollen'), category: 'environment', reaction: 'Runny nose', criticality: 'low', severity: 'mild' },
];
