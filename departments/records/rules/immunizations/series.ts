import type { Immunization } from '../../contract/immunizations.ts';

/** How far a series of one vaccine has come. */
export interface Series {
  name: string;
  given: number;
  planned: number | null;
  last: string | null;
  state: 'complete' | 'incomplete' | 'unknown' | 'refused';
}

/** The series of a patient by name, or by vaccine where no series was named. What was never planned is not called complete. */
export function seriesOf(immunizations: readonly Immunization[]): Series[] {
  const nameOf = ({ series, concept }: Immunization): string => series ?? ('text' in concept ? concept.text : concept.display);
  const groups = Map.groupBy(immunizations, (each) => nameOf(each).toLowerCase());
  return [...groups.values()].map((all) => {
    const done = all.filter(({ status }) => status === 'completed');
    const planned = all.map(({ series_doses }) => series_doses).filter((doses) => doses !== null).sort((a, b) => b - a)[0] ?? null;
    // Two papers on one dose are one dose; doses without a number are counted one by one.
    const numbers = new Set(done.map(({ dose_number }) => dose_number).filter((number) => number !== null));
    const given = numbers.size + done.filter(({ dose_number }) => dose_number === null).length;
    const last = done.map(({ on }) => on).sort().at(-1) ?? null;
    const state = given === 0 ? 'refused' : planned === null ? 'unknown' : given >= planned ? 'complete' : 'incomplete';
    return { name: nameOf(all[0]!), given, planned, last, state } satisfies Series;
  }).sort((one, other) => one.name.localeCompare(other.name));
}
