import { type Option, overlap, type Place, type Plan, type Puzzle } from './puzzle.ts';

interface Choice {
  name: string;
  id: string;
  place: Place;
  /** Null where it is the place that they have. */
  option: Option | null;
}

/** The same question as a mixed-integer programme, for places of unequal length. */
export interface Model {
  /** In the LP format of CPLEX. */
  text: string;
  /** The plan that the values of the variables mean, by their names. */
  planOf: (valueOf: (name: string) => number) => Plan;
}

/** Writes the programme: everybody has one place, no two lie on each other, the harm is the least. */
export function modelOf({ urgent, movable }: Puzzle): Model {
  const people = [...urgent.map(({ id, options }) => ({ id, options, at: null })), ...movable];
  const choices = people.flatMap(({ id, options, at }, person): Choice[] => [
    ...(at === null ? [] : [{ name: `x${person}_stays`, id, place: at, option: null }]),
    ...options.map((option, number) => ({ name: `x${person}_${number}`, id, place: option, option })),
  ]);
  const byPerson = Map.groupBy(choices, ({ id }) => id);
  const rows = people.map(({ id }, person) => `p${person}: ${sumOf(byPerson.get(id) ?? [])} = 1`);
  for (const [lane, there] of Map.groupBy(choices, ({ place }) => place.lane)) {
    // Some two of those that lie on each other meet where one of them begins.
    for (const from of new Set(there.map(({ place }) => place.from))) {
      const meeting = there.filter(({ place }) => overlap(place, { from, until: from + 1 }));
      if (new Set(meeting.map(({ id }) => id)).size > 1) rows.push(`l${lane}_${from}: ${sumOf(meeting)} <= 1`);
    }
  }
  const harmful = choices.filter(({ option }) => option !== null && option.harm > 0);
  const least = harmful.map(({ name, option }) => `${option!.harm} ${name}`).join('\n + ');
  return {
    text: `Minimize\n harm: ${least === '' ? `0 ${choices[0]?.name ?? 'none'}` : least}\nSubject To\n ${rows.join('\n ')}\nBinary\n ${choices.map(({ name }) => name).join('\n ')}\nEnd\n`,
    planOf: (valueOf) => {
      const places = new Map(choices.flatMap(({ name, id, option }): [string, Option][] => (option !== null && valueOf(name) > 0.5 ? [[id, option]] : [])));
      return { harm: [...places.values()].reduce((sum, { harm }) => sum + harm, 0), places };
    },
  };
}

const sumOf = (choices: readonly Choice[]): string => (choices.length === 0 ? '0 none' : choices.map(({ name }) => name).join('\n + '));
