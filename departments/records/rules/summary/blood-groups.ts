import type { ContradictionShown, Summary } from '../../contract/summary.ts';
import { conceptText } from '../extract/codes.ts';
import { object, text } from '../extract/look.ts';
import { fold } from '../extract/words.ts';
import { isInError, subjectKey } from './statement.ts';
import type { Statement } from './statement.ts';

/** LOINC: ABO and Rh group, ABO group, Rh. */
export const bloodGroupCodes = ['http://loinc.org|882-1', 'http://loinc.org|883-9', 'http://loinc.org|10331-7'] as const;

const notYet: ReadonlySet<string | undefined> = new Set(['registered', 'preliminary', 'cancelled', 'entered-in-error', 'unknown']);

/** The blood groups that were found. Two that differ are a contradiction: then none may be relied upon. */
export function summariseBloodGroups(
  statements: readonly Statement[],
): { blood_groups: Summary['blood_groups']; contradictions: ContradictionShown[] } {
  const found = statements.flatMap(({ id, patient_id, resource }) => {
    const value = conceptText(object(resource, 'valueCodeableConcept')) ?? text(resource, 'valueString');
    if (value === undefined || isInError(resource) || notYet.has(text(resource, 'status'))) return [];
    return [{ id, patient_id, value, date: text(resource, 'effectiveDateTime') ?? null, test: subjectKey(resource) }];
  });
  const contradictions = [...Map.groupBy(found, (item) => item.test).values()].flatMap((same) => {
    const values = [...new Map(same.map((item) => [fold(item.value), item.value])).values()];
    if (values.length < 2) return [];
    return [{
      kind: 'blood_group' as const,
      message: `Blood group ${values.join(' against ')}: rely on none of them before it is determined anew`,
      statements: same.map((item) => `Observation/${item.id}`),
    }];
  });
  return { blood_groups: found.map(({ test: _test, ...item }) => item), contradictions };
}
