import { elementOf, textOf } from '@openward/platform/fhir';

const local = /^Patient\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The patient of this hospital whom a FHIR Reference names, or null. */
export const referencedPatient = (reference: unknown): string | null =>
  local.exec(textOf(elementOf(reference)['reference']) ?? '')?.[1] ?? null;
