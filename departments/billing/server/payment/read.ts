import { serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { answerPayment, openPayment } from './open.ts';

export const payment = serve(contract.payment, async ({ payment_id }, act) => {
  await openPayment(act, payment_id);
  return answerPayment(act, payment_id);
});
