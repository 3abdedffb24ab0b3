import { words } from '@openward/platform/ui';
import type { Activity, CarePlan, Flag, Goal } from '../../contract/index.ts';

export const goalStateWords: Record<Goal['state'], string> = {
  proposed: words('Proposed'), planned: words('Planned'), accepted: words('Accepted'), active: words('Active'), 'on-hold': words('On hold'),
  completed: words('Completed'), cancelled: words('Cancelled'), rejected: words('Rejected'),
};
export const achievementWords: Record<NonNullable<Goal['achievement']>, string> = {
  'in-progress': words('In progress'), improving: words('Improving'), worsening: words('Worsening'), 'no-change': words('No change'), achieved: words('Achieved'),
  sustaining: words('Sustaining'), 'not-achieved': words('Not achieved'), 'no-progress': words('No progress'), 'not-attainable': words('Not attainable'),
};
export const planStateWords: Record<CarePlan['state'], string> = {
  draft: words('Draft'), active: words('Active'), 'on-hold': words('On hold'), revoked: words('Revoked'), completed: words('Completed'),
};
export const activityStateWords: Record<Activity['state'], string> = {
  'not-started': words('Not started'), scheduled: words('Scheduled'), 'in-progress': words('In progress'), 'on-hold': words('On hold'),
  completed: words('Completed'), cancelled: words('Cancelled'), stopped: words('Stopped'),
};
export const flagStateWords: Record<Flag['state'], string> = { active: words('Active'), inactive: words('No longer') };
export const flagCategoryWords: Record<Flag['category'], string> = {
  clinical: words('Clinical'), safety: words('Safety'), 'advance-directive': words('Resuscitation and advance directives'), behavioral: words('Behaviour'),
  contact: words('Contact'), diet: words('Diet'), drug: words('Medicines'), lab: words('Laboratory'), admin: words('Administration'), research: words('Research'),
};

/** Words as choices of a field. */
export function choicesOf(labels: Readonly<Record<string, string>>, t: (text: string) => string): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label: t(label) }));
}
