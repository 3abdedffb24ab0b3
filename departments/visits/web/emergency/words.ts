import { words } from '@openward/platform/ui';
import type { ArrivalMode, BandCategory, EmergencyDisposition, EmergencyState } from '../../contract/index.ts';

/** Our own words for the categories of every scheme: the number is the scheme’s, the word is ours. */
export const levelWords: readonly string[] = [words('At once'), words('Very soon'), words('Soon'), words('Can wait'), words('Can wait long')];

export const stateWords: Readonly<Record<EmergencyState, string>> = {
  'to-triage': words('To be triaged'), waiting: words('Waiting'), 'being-seen': words('Being seen'), boarding: words('Waits for a bed'), dead: words('Dead'),
};

export const modeWords: Readonly<Record<ArrivalMode, string>> = {
  'walk-in': words('Walked in'), brought: words('Brought by others'), ambulance: words('Ambulance'), helicopter: words('Helicopter'), police: words('Police'),
  referred: words('Sent by a clinician'), transfer: words('From another hospital'),
};

export const endWords: Readonly<Record<EmergencyDisposition, string>> = {
  home: words('Home'), admit: words('Admitted'), transfer: words('To another hospital'), 'left-unseen': words('Left before being seen'), 'against-advice': words('Left against advice'), died: words('Died'),
};

export const bandWords: Readonly<Record<BandCategory, string>> = { immediate: words('Immediate'), urgent: words('Urgent'), delayed: words('Delayed'), dead: words('Dead') };
