import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { records } from '@openward/records/api';
import { billingContract as contract, type Service, type ServiceKind } from '../../contract/index.ts';
import { toChargeItemDefinition } from '../../rules/charge/fhir.ts';
import { insertService, listServices, pricesOfServices, readService, saveItems, saveService } from './service.sql.ts';

/** What the income of each kind stands on in the book. */
export const revenueRoles: Readonly<Record<ServiceKind, string>> = {
  consultation: 'revenue.consultation', procedure: 'revenue.procedure', laboratory: 'revenue.laboratory', imaging: 'revenue.imaging', medicine: 'revenue.medicine', 'bed-day': 'revenue.bed', package: 'revenue.service',
  other: 'revenue.service', fee: 'revenue.service',
};

export const services = serve(contract.services, async ({ find, inactive }, { tx }) => ({ services: await listServices(tx, { find, inactive: inactive === 'yes' }) }));

export const addService = serve(contract.addService, async (input, { tx, actor, audit }) => {
  const id = await insertService(tx, { ...input, revenue_role: revenueRoles[input.kind], by: actor.display_name });
  audit.detail({ service_id: id });
  return found(tx, id);
});

export const updateService = serve(contract.updateService, async ({ service_id, ...input }, { tx, actor, audit }) => {
  audit.detail({ service_id });
  if (!(await saveService(tx, { id: service_id, ...input, by: actor.display_name }))) {
    const current = await readService(tx, service_id);
    if (current === undefined) throw unknownService();
    throw new Problem(409, 'billing.changed', 'Somebody has changed this meanwhile', { field: 'version', current });
  }
  return found(tx, service_id);
});

export const setPackage = serve(contract.setPackage, async ({ service_id, items }, { tx, audit }) => {
  audit.detail({ service_id, items: items.length });
  await saveItems(tx, service_id, items);
  return found(tx, service_id);
});

const unknownService = (): Problem => new Problem(404, 'billing.service_unknown', 'There is no such service', { field: 'service_id' });

async function found(tx: Tx, id: string): Promise<Service> {
  const service = await readService(tx, id);
  if (service === undefined) throw unknownService();
  await projectServices(tx, [id]);
  return service;
}

/** Gives the FHIR record services as they are now, with their prices. */
export async function projectServices(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await pricesOfServices(tx, ids);
  await records.putMany(tx, rows.map(({ updated_at, prices, ...service }) => ({
    patient_id: null,
    resource: toChargeItemDefinition({
      ...service, updated_at: updated_at.toISOString(),
      prices: prices.map(({ unit_minor, ...price }) => ({ ...price, amount: printAmount(BigInt(unit_minor), price.currency) })),
    }),
  })));
}
