import { line, note } from '@openward/platform/fhir';
import { z } from 'zod';
import { Concept, maybe, maybeDay, statementEndpoints } from './statement.ts';

export const goalStates = ['proposed', 'planned', 'accepted', 'active', 'on-hold', 'completed', 'cancelled', 'rejected'] as const;
export const achievements = ['in-progress', 'improving', 'worsening', 'no-change', 'achieved', 'sustaining', 'not-achieved', 'no-progress', 'not-attainable'] as const;
export const goalPriorities = ['high-priority', 'medium-priority', 'low-priority'] as const;
export const planStates = ['draft', 'active', 'on-hold', 'revoked', 'completed'] as const;
export const activityStates = ['not-started', 'scheduled', 'in-progress', 'on-hold', 'completed', 'cancelled', 'stopped'] as const;

/** What is to be reached, by when, and how far it has come. */
export const Goal = z.strictObject({
  concept: Concept,
  state: z.enum(goalStates).default('active'),
  achievement: maybe(z.enum(achievements)),
  priority: maybe(z.enum(goalPriorities)),
  from: maybeDay,
  due: maybeDay,
  note: maybe(note(4000)),
});
export type Goal = z.output<typeof Goal>;

/** One thing to be done for a plan: by whom, until when, and what came of it. */
export const Activity = z.strictObject({
  what: line(500),
  state: z.enum(activityStates).default('not-started'),
  owner: maybe(line(200)),
  due: maybeDay,
  outcome: maybe(line(500)),
});
export type Activity = z.output<typeof Activity>;

/** What is planned for a patient. */
export const CarePlan = z
  .strictObject({
    title: line(200),
    description: maybe(note(4000)),
    state: z.enum(planStates).default('active'),
    from: maybeDay,
    until: maybeDay,
    activities: z.array(Activity).max(50).default([]),
    note: maybe(note(4000)),
  })
  .refine(({ from, until }) => from === null || until === null || from <= until, { message: 'Ends before it begins', path: ['until'] })
  .refine(({ activities }) => new Set(activities.map(({ what }) => what)).size === activities.length, { message: 'Names an activity twice', path: ['activities'] });
export type CarePlan = z.output<typeof CarePlan>;

export const carePlansContract = {
  goals: statementEndpoints({ path: 'goals', thing: 'goal', named: 'goal', fields: Goal }),
  carePlans: statementEndpoints({ path: 'care-plans', thing: 'care-plan', named: 'care plan', fields: CarePlan }),
};
