import { words } from '@openward/platform/ui';
import type { Approval, ApprovalKind } from '../../contract/index.ts';

/** What leave is asked for, in words. */
export const kindWords: Record<ApprovalKind, ReturnType<typeof words>> = {
  discount: words('Discount'), void: words('Void a charge'), 're-price': words('Another price'), refund: words('Refund'), 'write-off': words('Write-off'),
  difference: words('Difference of a till'), 'credit-note': words('Credit note'),
};

export const stateWords: Record<Approval['state'], ReturnType<typeof words>> = {
  waiting: words('Waits'), granted: words('Granted'), refused: words('Refused'), withdrawn: words('Taken back'),
};
