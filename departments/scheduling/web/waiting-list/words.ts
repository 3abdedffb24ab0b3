import { words } from '@openward/platform/ui';
import type { Wanted } from '../../contract/index.ts';

export const urgencyWords: Readonly<Record<Wanted['urgency'], string>> = { urgent: words('Urgent: within a week'), soon: words('Soon: within four weeks'), routine: words('Routine: within three months') };
export const urgencyShort: Readonly<Record<Wanted['urgency'], string>> = { urgent: words('Urgent'), soon: words('Soon'), routine: words('Routine') };
