import { textOf, type Element } from '@openward/platform/fhir';
import type { Tx } from '@openward/platform/db';
import { prescriptions } from '../../rules/orders/order.ts';
import { endOfSupply } from '../../rules/orders/supply.ts';
import { fieldsOf } from '../../rules/statement/subject.ts';
import { setDueAbout } from './close.ts';

/** A prescription that was changed is to be looked at when it ends now; one that only its sender can read keeps its time. */
export async function followSupply(tx: Tx, prescription: Element): Promise<void> {
  const id = textOf(prescription['id']);
  const fields = prescription['resourceType'] === prescriptions.type ? fieldsOf(prescriptions, prescription) : null;
  if (id === null || fields === null) return;
  await setDueAbout(tx, { type: prescriptions.type, id }, endOfSupply(fields, new Date()), ['order']);
}
