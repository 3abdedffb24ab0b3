import { issuesOf, Problem } from '@openward/platform/http';

/** Where an entry stands, as FHIRPath. */
export const at = (place: number): string => `Bundle.entry[${place}]`;

/** The problem of one entry as the problem of the whole: its issues say where they stand in the bundle. */
export function inEntry(problem: Problem, place: number): Problem {
  const issues = issuesOf(problem).map((issue) => ({
    ...issue,
    path: issue.path === undefined || issue.path === '' ? at(place) : `${at(place)}.resource.${issue.path.replace(/^[A-Z][A-Za-z]+\./, '')}`,
  }));
  return new Problem(problem.status, problem.code, problem.message, { ...problem.extras, issues });
}
