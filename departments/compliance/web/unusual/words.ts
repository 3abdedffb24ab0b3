import { words } from '@openward/platform/ui';
import type { UnusualAccess } from '../../contract/index.ts';

/** Why an access is listed. */
export const ruleWords: Readonly<Record<UnusualAccess['rules'][number], string>> = {
  own: words('Own record?'), colleague: words('Colleague?'), surname: words('Same surname'), restricted: words('Restricted patient'), night: words('At night, on no duty'), many: words('Many in ten minutes'),
};

/** What whoever looked found. */
export const verdictWords: Readonly<Record<UnusualAccess['reviews'][number]['verdict'], string>> = {
  justified: words('Justified'), asked: words('They were asked'), escalated: words('Escalated'),
};
