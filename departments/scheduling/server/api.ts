// The door for other departments: each of these asks for the rights of whoever acts, as the endpoints do.

export { readAppointments } from './appointment.sql.ts';
export { bookAppointment, type Booking } from './book.ts';
export { listResources, listVisitTypes } from './calendar.sql.ts';
export { cancelAppointment } from './change.ts';
export { findTimes } from './find.ts';
export { holdTime, type Hold } from './hold.ts';
export { markAppointment } from './mark.ts';
export { toAppointment } from '../rules/fhir.ts';
export { recordServed } from './sessions/served.sql.ts';
