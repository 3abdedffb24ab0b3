// The door for other departments: each of these asks for the rights of whoever acts, as the endpoints do.

export { readAppointments } from './appointment.sql.ts';
export { bookAppointment, type Booking } from './book.ts';
export { listResources, listVisitTypes } from './calendar.sql.ts';
export { cancelAppointment } from './change.ts';
export { findTimes } from './find.ts';
export { holdTime, type Hold } from './hold.ts';
export { markAppointment } from './mark.ts';
export { kindSystem, toAppointment, toKind } from '../rules/fhir.ts';
export { recordServed } from './sessions/served.sql.ts';
export { readSlotId, slotId, type SlotName } from '../rules/slot-id.ts';
export { slotOf, slots, type Slot } from './slot/slots.ts';
export { slotStatuses, type SlotStatus } from './slot/slots.sql.ts';
