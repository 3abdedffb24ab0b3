import { fold } from '../extract/words.ts';

// Classes of medicines by their codes in ATC. The list is for allergy checks: what people call a class, and which cross-react.

/** Classes of which some who react to one react to the other. */
const groups: readonly (readonly string[])[] = [
  // Beta-lactams.
  ['J01C', 'J01D'],
  // Non-steroidal anti-inflammatories, aspirin among them.
  ['M01A', 'N02BA', 'B01AC06', 'M02AA'],
  // Sulfonamide antibacterials.
  ['J01EB', 'J01EC', 'J01ED', 'J01EE', 'D06BA', 'S01AB'],
  // Opioids.
  ['N02A', 'R05DA', 'N01AH', 'N07BC'],
  // ACE inhibitors.
  ['C09A', 'C09B'],
  // Aromatic anticonvulsants.
  ['N03AA02', 'N03AB', 'N03AF', 'N03AX09'],
  // Heparins.
  ['B01AB'],
  // Iodinated contrast media.
  ['V08A'],
  // Local anaesthetics of the amide type.
  ['N01BB', 'C01BB01'],
  // Aminoglycosides, tetracyclines, macrolides, quinolones.
  ['J01G', 'S01AA11', 'S01AA12'], ['J01A', 'D06AA'], ['J01FA'], ['J01M', 'S01AE'],
];

const groupOf = (atc: string): number => groups.findIndex((group) => group.some((prefix) => atc.startsWith(prefix) || prefix.startsWith(atc) && atc.length >= 4));

/** Whether some who react to one of these react to the other. */
export function crossReactive(one: string, other: string): boolean {
  const group = groupOf(one);
  return group >= 0 && group === groupOf(other);
}

/** What people write instead of a code. */
const names: Record<string, readonly string[]> = {
  'penicillin|penicillins|penicillin g|penicillin v|benzylpenicillin': ['J01C'],
  'amoxicillin|amoxycillin': ['J01CA04'], 'ampicillin': ['J01CA01'],
  'co-amoxiclav|amoxicillin and clavulanic acid|amoxicillin / clavulanate|augmentin': ['J01CR02'],
  'cephalosporin|cephalosporins|cefalosporins': ['J01D'], 'beta-lactam|beta-lactams|beta lactams': ['J01C', 'J01D'],
  'sulfonamide|sulfonamides|sulphonamides|sulfa|sulfa drugs|sulpha': ['J01E'], 'co-trimoxazole|cotrimoxazole|sulfamethoxazole / trimethoprim': ['J01EE01'],
  'aspirin|acetylsalicylic acid': ['N02BA01', 'B01AC06'], 'nsaid|nsaids|non-steroidal anti-inflammatory drugs': ['M01A'],
  'ibuprofen': ['M01AE01'], 'naproxen': ['M01AE02'], 'diclofenac': ['M01AB05'],
  'paracetamol|acetaminophen': ['N02BE01'], 'codeine': ['R05DA04', 'N02AA59'], 'morphine': ['N02AA01'], 'opioid|opioids|opiates': ['N02A'],
  'tetracycline|tetracyclines': ['J01A'], 'macrolide|macrolides': ['J01FA'], 'erythromycin': ['J01FA01'], 'quinolone|quinolones|fluoroquinolones': ['J01M'],
  'aminoglycoside|aminoglycosides': ['J01G'], 'ace inhibitor|ace inhibitors': ['C09A'], 'statin|statins': ['C10AA'], 'heparin': ['B01AB01'],
  'insulin|insulins': ['A10A'], 'carbamazepine': ['N03AF01'], 'phenytoin': ['N03AB02'], 'contrast media|iodinated contrast|iodinated contrast media': ['V08A'],
  'lidocaine|lignocaine': ['N01BB02'], 'local anaesthetics': ['N01B'], 'warfarin': ['B01AA03'], 'metformin': ['A10BA02'],
};
const byName = new Map(Object.entries(names).flatMap(([all, atc]) => all.split('|').map((name) => [name, atc] as const)));

/** What somebody wrote, as a name is compared: without what products and allergies are called beside their name. */
export function plainName(name: string): string {
  return fold(name).replace(/^(?:allergy to|allergic to) /, '')
    .replace(/ (?:allergy|\(substance\)|\(medication\)|\(finding\)|\(disorder\)|-containing product)$/, '')
    // Names of products go on with strength and form: Ibuprofen 400 MG Oral Tablet.
    .replace(/ \d.*$/, '').trim();
}

/** The codes of what is called by a name that everybody uses; none where we do not know it. */
export const atcByName = (name: string): readonly string[] => byName.get(fold(name)) ?? byName.get(plainName(name)) ?? [];
