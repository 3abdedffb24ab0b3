import type { Translate } from '@openward/platform/ui';
import type { PractitionerRow } from '../../contract/index.ts';
import type { z } from 'zod';
import { jobWords } from '../choices.ts';

type Works = z.output<typeof PractitionerRow>['works'];

/** As what somebody works, and where: `Ward sister, Internal medicine; …`. */
export function worksText(works: Works, t: Translate): string {
  return works.map(({ job, title, department_name }) => `${title ?? t(jobWords[job])}, ${department_name}`).join('; ');
}
