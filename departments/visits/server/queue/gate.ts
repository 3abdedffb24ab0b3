import type { Tx } from '@openward/platform/db';
import type { PointKind, Priority, PriorityReason } from '../../contract/index.ts';

export interface Passing {
  token_id: string;
  service_point_id: string;
  kind: PointKind;
  priority: Priority;
  priority_reason: PriorityReason | null;
}

/** Whether somebody may be served here now, or pays first. */
export async function gateOf(_tx: Tx, _passing: Passing): Promise<'open' | 'pay-first'> {
  return 'open';
}
