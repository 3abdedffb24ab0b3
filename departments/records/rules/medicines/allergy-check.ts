import type { AllergyMatch } from '../../contract/medicines.ts';
import { fold } from '../extract/words.ts';
import { crossReactive } from './classes.ts';

/** A substance as it is compared: its name, and its codes in ATC, of an ingredient or of a class. */
export interface Substance {
  name: string;
  atc: readonly string[];
}

export interface CheckedAgainst extends Substance {
  id: string;
  /** The reader may not see it: it is checked, and not told. */
  hidden: boolean;
  criticality: string | null;
  severity: string | null;
  danger: string;
}

export interface AllergyCheck {
  state: 'no_match' | 'match' | 'not_checked';
  matches: AllergyMatch[];
  not_checked: string[];
  not_checked_restricted: number;
}

/**
 * Compares a medicine with the recorded allergies: the same ingredient, the same class, a class that cross-reacts. A match that
 * may be dangerous interrupts; what was never said to be harmless may be. What cannot be compared is told, never passed over.
 */
export function checkAllergies(medicine: Substance, allergies: readonly CheckedAgainst[]): AllergyCheck {
  const matches: AllergyMatch[] = [];
  const unknown: CheckedAgainst[] = [];
  for (const allergy of allergies) {
    const by = matchOf(medicine, allergy);
    if (by === undefined) {
      if (allergy.atc.length === 0) unknown.push(allergy);
      continue;
    }
    matches.push({
      allergy_id: allergy.hidden ? null : allergy.id, substance: allergy.hidden ? null : allergy.name, by,
      danger: allergy.hidden ? 'restricted item' : allergy.danger, severe: isSevere(allergy, by),
    });
  }
  matches.sort((one, other) => Number(other.severe) - Number(one.severe));
  return {
    state: matches.length > 0 ? 'match' : medicine.atc.length === 0 ? 'not_checked' : 'no_match',
    matches,
    not_checked: unknown.filter(({ hidden }) => !hidden).map(({ name }) => name),
    not_checked_restricted: unknown.filter(({ hidden }) => hidden).length,
  };
}

function matchOf(medicine: Substance, allergy: Substance): AllergyMatch['by'] | undefined {
  if (fold(medicine.name) === fold(allergy.name)) return 'ingredient';
  const pairs = medicine.atc.flatMap((one) => allergy.atc.map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => one === other)) return 'ingredient';
  // A code of ATC begins with those of its classes; five characters are one chemical subgroup.
  if (pairs.some(([one, other]) => one.startsWith(other) || other.startsWith(one) || (one.length > 4 && one.slice(0, 5) === other.slice(0, 5)))) return 'class';
  return pairs.some(([one, other]) => crossReactive(one, other)) ? 'cross_reactivity' : undefined;
}

function isSevere({ criticality, severity }: CheckedAgainst, by: AllergyMatch['by']): boolean {
  if (criticality === 'high' || severity === 'severe') return true;
  if (criticality === 'low' || severity === 'mild') return false;
  return by !== 'cross_reactivity';
}

/** Medicines that are taken already: the same one, or another of its chemical subgroup. */
export function duplicatesOf<Taken extends Substance>(medicine: Substance, taken: readonly Taken[]): { taken: Taken; same: boolean }[] {
  return taken.flatMap((each) => {
    const by = matchOf(medicine, each);
    return by === 'ingredient' || by === 'class' ? [{ taken: each, same: by === 'ingredient' }] : [];
  });
}
