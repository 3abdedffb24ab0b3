import { words } from '@openward/platform/ui';
import type { Treatment } from '../../contract/index.ts';

/** How far a treatment went, as a line of the treatment record says it. */
export const stepWords: Readonly<Record<Treatment['step'], string>> = {
  planned: words('Planned'),
  stated: words('Taken, as stated'),
  'handed out': words('Handed out'),
  given: words('Given'),
  done: words('Done'),
  'not given': words('Not given'),
};
