import type { Act, Reply } from '@openward/platform/http';
import { readSlotId, slotOf } from '@openward/scheduling/api';
import { answerText } from '../answer.ts';
import type { FhirRequest } from '../request.ts';
import { unknownResource } from '../see.ts';
import { toSlot } from './resource.ts';

/** Whether the address is of a time that is computed; Slots of other systems are kept as all else is. */
export const isSlot = ({ type, id }: FhirRequest): boolean => type === 'Slot' && readSlotId(id) !== undefined;

/** A time as it stands now: free, held, taken, or not to be had. Its address keeps for ever. */
export async function readSlot(request: FhirRequest, act: Act): Promise<Reply> {
  act.authorise({}, 'scheduling.calendar');
  const slot = await slotOf(act, readSlotId(request.id)!);
  if (slot === undefined) throw unknownResource('Slot', request.id);
  act.audit.detail({ type: 'Slot', id: request.id });
  return answerText(request, 200, JSON.stringify(toSlot(slot)), { 'cache-control': 'no-store' });
}
