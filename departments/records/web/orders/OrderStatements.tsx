import { GuardedForm } from '../medicines/GuardedForm.tsx';
import { Statements } from '../statements/Statements.tsx';
import { OrderActs } from './OrderActs.tsx';
import { orderSort } from './order-sort.tsx';

/** Orders of tests, images, procedures and referrals. */
export function OrderStatements({ patient_id, visit_id }: { patient_id: string; visit_id?: string | undefined }) {
  return (
    <Statements sort={orderSort} patient_id={patient_id} visit_id={visit_id} Form={GuardedForm} lineActs={(shown) => <OrderActs shown={shown} patient_id={patient_id} />} />
  );
}
