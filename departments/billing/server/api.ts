// The door for other departments: they charge in their own transaction, under the rights of their own act.

export { askApproval, onApproved, withinLimit, type Asked, type Granted } from './approval/ask.ts';
export { releaseInvoice } from './payment/allocate.ts';
