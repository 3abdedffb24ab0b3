import type { Treatment } from '../../contract/timeline.ts';
import { conceptText } from '../extract/codes.ts';
import { object, objects, text, type Json } from '../extract/look.ts';

/** The resources of which a treatment record consists. */
export const treatmentTypes = [
  'ServiceRequest', 'MedicationRequest', 'NutritionOrder', 'DeviceRequest', 'VisionPrescription',
  'MedicationStatement', 'MedicationDispense', 'MedicationAdministration', 'Immunization', 'Procedure', 'DeviceUseStatement',
] as const;

const stepOf: Readonly<Record<string, Treatment['step']>> = {
  ServiceRequest: 'planned', MedicationRequest: 'planned', NutritionOrder: 'planned', DeviceRequest: 'planned', VisionPrescription: 'planned',
  MedicationStatement: 'stated', DeviceUseStatement: 'stated', MedicationDispense: 'handed out', MedicationAdministration: 'given',
  Immunization: 'given', Procedure: 'done',
};
const untilDone: readonly unknown[] = ['preparation', 'in-progress', 'on-hold'];

/** What was planned or given, by whom and with what outcome; null for what is no treatment. */
export function treatmentOf(resource: Json): Treatment | null {
  const type = text(resource, 'resourceType') ?? '';
  const step = stepOf[type];
  if (step === undefined) return null;
  const status = resource['status'];
  return {
    step: status === 'not-done' ? 'not given' : type === 'Procedure' && untilDone.includes(status) ? 'planned' : step,
    by: byOf(resource),
    outcome: outcomeOf(resource),
    reason: list(objects(resource, 'reasonCode').map(conceptText)),
    carries_out: carriedOut(resource),
  };
}

const shown = (holder: Json | undefined, name: string): string | undefined => text(object(holder, name), 'display');

function byOf(resource: Json): string | null {
  // A performer is a person, or a part that names one.
  const performers = objects(resource, 'performer').map((performer) => shown(performer, 'actor') ?? text(performer, 'display'));
  // Whoever is asked to carry out an order has not given it.
  const ordered = shown(resource, 'requester') ?? shown(resource, 'prescriber') ?? shown(resource, 'orderer');
  return ordered ?? list(performers) ?? shown(resource, 'informationSource') ?? shown(resource, 'recorder') ?? shown(resource, 'asserter') ?? null;
}

function outcomeOf(resource: Json): string | null {
  const reactions = objects(resource, 'reaction').map((reaction) => shown(reaction, 'detail') ?? text(reaction, 'date'));
  return list([
    conceptText(object(resource, 'outcome')), ...objects(resource, 'complication').map(conceptText), ...reactions,
    ...['statusReason', 'statusReasonCodeableConcept'].flatMap((name) => objects(resource, name).map(conceptText)),
  ]);
}

function carriedOut(resource: Json): string | null {
  for (const name of ['basedOn', 'request', 'prescription', 'authorizingPrescription']) {
    const reference = objects(resource, name).map((each) => text(each, 'reference')).find((each) => each !== undefined);
    if (reference !== undefined) return /[A-Z]\w+\/[A-Za-z0-9.-]+$/.exec(reference)?.[0] ?? reference;
  }
  return null;
}

function list(texts: readonly (string | undefined)[]): string | null {
  return [...new Set(texts.filter((each) => each !== undefined))].join(', ') || null;
}
