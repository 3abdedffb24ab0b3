// The door for other departments: they charge in their own transaction, under the rights of their own act.

export { askApproval, onApproved, withinLimit, type Asked, type Granted } from './approval/ask.ts';
export { releaseInvoice } from './payment/allocate.ts';
export { chargeBedDays, type Stay } from './charge/bed-days.ts';
export { chargeFor, type ChargeAuthor, type ChargeEvent } from './charge/capture.ts';
export { cancelCharges, moveCharges } from './charge/follow.ts';
export { readDoneWith, type DoneEvent, type ReadsDone } from './charge/missed.ts';
export { isVisitPaid } from './payment/visit-paid.ts';
