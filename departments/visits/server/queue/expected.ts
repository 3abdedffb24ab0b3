import type { Tx } from '@openward/platform/db';
import type { Expected } from '../../contract/index.ts';

/** How long one waits at these service points with so many ahead; null where too little has been measured. */
export async function expectedFor(_tx: Tx, _service_point_ids: readonly string[]): Promise<(service_point_id: string, ahead: number) => Expected | null> {
  return () => null;
}
