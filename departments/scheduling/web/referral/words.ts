import { words } from '@openward/platform/ui';
import type { Referral } from '../../contract/index.ts';

export const stateWords: Readonly<Record<Referral['state'], string>> = { received: words('To triage'), accepted: words('Accepted, without a time'), booked: words('Booked'), done: words('Was seen'), rejected: words('Rejected') };
export const priorityWords: Readonly<Record<Referral['priority'], string>> = { routine: words('Routine'), urgent: words('Urgent'), asap: words('As soon as possible'), stat: words('At once') };
export const actWords: Readonly<Record<Referral['steps'][number]['act'], string>> = {
  received: words('Received'), owned: words('Taken on'), redirected: words('Passed on'), accepted: words('Accepted'), rejected: words('Rejected'), told: words('Whoever refers was told'),
  booked: words('Booked'), 'called-off': words('Waits for a time again'), done: words('Was seen'),
};
export const originWords: Readonly<Record<Referral['origin'], string>> = { inside: words('From within'), outside: words('From outside'), fhir: words('From another system') };
