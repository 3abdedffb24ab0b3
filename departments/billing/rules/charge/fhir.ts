import { parseExactly, type Element } from '@openward/platform/fhir';

type Resource = Element & { resourceType: string; id: string };

/** The code system of the hospital's own catalogue. */
export const serviceSystem = 'https://openward.org/billing/service';

export interface ChargeFace {
  id: string;
  patient_id: string;
  visit_id: string | null;
  service_id: string;
  service_code: string;
  service_name: string;
  performed_at: string;
  quantity: string;
  total: string | null;
  currency: string;
  practitioner_id: string | null;
  cost_centre_id: string | null;
  state: 'held' | 'billable' | 'invoiced' | 'void';
  reason: string | null;
}

const statuses = { held: 'not-billable', billable: 'billable', invoiced: 'billed', void: 'aborted' } as const;

/** A charge as FHIR shows it; the price is what it costs without tax. */
export function toChargeItem(charge: ChargeFace): Resource {
  const { id, patient_id, visit_id, service_id, service_code, service_name, performed_at, quantity, total, currency, practitioner_id, cost_centre_id, state, reason } = charge;
  return {
    resourceType: 'ChargeItem', id, status: statuses[state],
    definitionUri: [`ChargeItemDefinition/${service_id}`],
    code: { coding: [{ system: serviceSystem, code: service_code, display: service_name }], text: service_name },
    subject: { reference: `Patient/${patient_id}` },
    ...(visit_id === null ? {} : { context: { reference: `Encounter/${visit_id}` } }),
    occurrenceDateTime: performed_at,
    ...(practitioner_id === null ? {} : { performer: [{ actor: { reference: `Practitioner/${practitioner_id}` } }] }),
    ...(cost_centre_id === null ? {} : { costCenter: { reference: `Organization/${cost_centre_id}` } }),
    quantity: { value: parseExactly(quantity) },
    ...(total === null ? {} : { priceOverride: { value: parseExactly(total), currency } }),
    ...(state !== 'void' || reason === null ? {} : { overrideReason: reason }),
  };
}

export interface ServiceFace {
  id: string;
  code: string;
  name: string;
  active: boolean;
  updated_at: string;
  prices: readonly { list_name: string; amount: string; currency: string; from: string; until: string | null }[];
}

/** A service of the catalogue, with what it costs on which list. */
export function toChargeItemDefinition({ id, code, name, active, updated_at, prices }: ServiceFace): Resource {
  return {
    resourceType: 'ChargeItemDefinition', id, url: `https://openward.org/billing/service/${id}`, status: active ? 'active' : 'retired', title: name, date: updated_at,
    code: { coding: [{ system: serviceSystem, code, display: name }], text: name },
    ...(prices.length === 0 ? {} : {
      propertyGroup: prices.map(({ list_name, amount, currency, from, until }) => ({
        applicability: [{ description: until === null ? `${list_name}, from ${from}` : `${list_name}, from ${from} until ${until}` }],
        priceComponent: [{ type: 'base', code: { text: list_name }, amount: { value: parseExactly(amount), currency } }],
      })),
    }),
  };
}
