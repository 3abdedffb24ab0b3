import { words } from '@openward/platform/ui';
import type { CallLevel } from '../../contract/index.ts';

/** Who is called first, second, and who decides. */
export const callLevelWords: Readonly<Record<CallLevel, string>> = { first: words('first'), second: words('second'), consultant: words('consultant') };
