/** How sure a match of patients is, in the words of FHIR. */
export type MatchGrade = 'certain' | 'probable' | 'possible' | 'certainly-not';

/**
 * The grade of a score of the department of patients (0 to 100: how likely it is one person). The steps are those of registration:
 * only the same national number gives 100; from 50 on, more likely one person than two, it asks a person to look; from 15 on it mentions them.
 */
export function gradeOf(score: number): MatchGrade {
  if (score >= 100) return 'certain';
  if (score >= 50) return 'probable';
  return score >= 15 ? 'possible' : 'certainly-not';
}
