import { isVisitPaid } from '@openward/billing/api';
import { answerPaidWith } from './payment.ts';

// What is paid at the cashier needs no second word at the desk.
answerPaidWith(async (tx, { visit_id }) => visit_id !== null && isVisitPaid(tx, visit_id));
