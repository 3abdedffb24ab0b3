import { words } from '@openward/platform/ui';

export const eventKinds = ['arrival', 'consultation', 'triage', 'treatment', 'procedure', 'bed-day', 'cancellation'] as const;
export const visitClasses = ['outpatient', 'emergency', 'inpatient', 'home', 'tele'] as const;

/** What happens that is charged for. */
export const eventWords: Readonly<Record<string, string>> = {
  arrival: words('Arrival'), consultation: words('Consultation'), triage: words('Triage'), treatment: words('Treatment'), procedure: words('Procedure'), 'bed-day': words('Night'), cancellation: words('Cancelled too late'),
};

export const classWords: Readonly<Record<string, string>> = {
  outpatient: words('Outpatient'), emergency: words('Emergency'), inpatient: words('Inpatient'), home: words('At home'), tele: words('By video or telephone'),
};
