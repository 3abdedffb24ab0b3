export { kindOf, type Kind } from './kind.ts';
export { auditEventId, auditEventOf, type AuditEventResource, outcomeCodes, readAuditEventId } from './audit-event.ts';
export { accountSystem, type Coding, eventSystem } from './codes.ts';
export { type LoggedEvent, loggedColumns, partsOf, patientOf } from './logged.ts';
