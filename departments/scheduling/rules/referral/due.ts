import type { Urgency } from '../waiting-list/rank.ts';

/** How urgent whoever refers finds it, as FHIR has it. */
export type Priority = 'routine' | 'urgent' | 'asap' | 'stat';

const triage_hours: Record<Priority, number> = { stat: 2, asap: 8, urgent: 24, routine: 120 };
const proposed: Record<Priority, Urgency> = { stat: 'urgent', asap: 'urgent', urgent: 'soon', routine: 'routine' };

/** Until when a clinician is to have looked at a referral. */
export const triageDue = (priority: Priority, received: Date): Date => new Date(received.getTime() + triage_hours[priority] * 3_600_000);

/** How urgent it is taken to be until a clinician says it. */
export const proposedUrgency = (priority: Priority): Urgency => proposed[priority];
