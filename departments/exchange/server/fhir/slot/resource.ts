import { slotId, toKind, type Slot } from '@openward/scheduling/api';

/** A time of a calendar as FHIR has it; it is computed at the moment it is asked for, and so has no version. */
export const toSlot = (slot: Slot) => ({
  resourceType: 'Slot', id: slotId(slot), serviceType: [toKind(slot.type)], schedule: { reference: `Schedule/${slot.resource_id}` }, status: slot.status, start: slot.start, end: slot.end,
});
