import { textOf } from '@openward/platform/fhir';
import type { Tx } from '@openward/platform/db';
import { find, search } from '@openward/terminology/api';
import type { Concept } from '../../contract/statement.ts';
import type { CheckedAgainst, Substance } from '../../rules/medicines/allergy-check.ts';
import { atcByName, plainName } from '../../rules/medicines/classes.ts';
import { objects, text } from '../../rules/extract/look.ts';
import { fold } from '../../rules/extract/words.ts';
import { noneKnown } from '../../rules/summary/none-known.ts';
import { dangerWords } from '../../rules/summary/allergies.ts';
import { stands } from '../../rules/allergies/allergy.ts';
import { readConcept } from '../../rules/statement/parts.ts';
import { allergiesToCheck } from '../allergies/allergies.sql.ts';

const atcSystem = 'http://www.whocc.no/atc';

/** A concept as it is compared in a check: by its own code of ATC, or those of what it is called. */
export async function substanceOf(tx: Tx, concept: Concept): Promise<Substance> {
  const name = 'text' in concept ? concept.text : concept.display;
  if ('code' in concept && concept.system === atcSystem) return { name, atc: [concept.code] };
  const known = atcByName(name);
  return { name, atc: known.length > 0 ? known : await atcInTerminology(tx, plainName(name)) };
}

/** The codes of ATC that are called exactly so, or have this for another name. */
async function atcInTerminology(tx: Tx, name: string): Promise<string[]> {
  if (name.length < 3) return [];
  const found = [...(await search(tx, 'medicine', name.slice(0, 200), 10)), ...(await search(tx, 'allergen', name.slice(0, 200), 10))].filter(({ system }) => system === atcSystem);
  const codes = new Set<string>();
  for (const { system, code, display } of found) {
    const terms = fold(display) === name ? [name] : ((await find(tx, system, code))?.terms ?? []).map(fold);
    if (terms.includes(name)) codes.add(code);
  }
  return [...codes];
}

/** The standing allergies of the whole record, also of what the reader may not see. */
export async function allergiesOf(tx: Tx, patient_id: string): Promise<CheckedAgainst[]> {
  const all = await allergiesToCheck(tx, patient_id);
  const checked: CheckedAgainst[] = [];
  for (const { id, hidden, resource } of all) {
    if (!stands(resource) || noneKnown(resource) !== undefined) continue;
    const reactions = objects(resource, 'reaction');
    const severity = (['severe', 'moderate', 'mild'] as const).find((level) => reactions.some((reaction) => text(reaction, 'severity') === level)) ?? null;
    const criticality = (['low', 'high', 'unable-to-assess'] as const).find((level) => level === textOf(resource['criticality'])) ?? null;
    const concept = readConcept(resource['code']) ?? readConcept(reactions[0]?.['substance']);
    const categories = Array.isArray(resource['category']) ? (resource['category'] as string[]) : [];
    const substance = concept === null ? { name: 'Substance not recorded', atc: [] } : await substanceOf(tx, concept);
    // Food and pollen are no medicines: they are not called unchecked.
    if (substance.atc.length === 0 && categories.length > 0 && categories.every((each) => each === 'food' || each === 'environment')) continue;
    checked.push({ ...substance, id, hidden, severity, criticality, danger: dangerWords(criticality, severity) });
  }
  return checked;
}
