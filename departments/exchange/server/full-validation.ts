import type { JsonObject } from '@openward/records/api';
import { validateResource } from './validation/validate.ts';
import type { Check } from './entry.ts';

/** What the FHIR API asks of every write, for an importer that has looked at the structure already. */
export const fullValidation: Check = (resource: JsonObject) =>
  validateResource(resource, { structure: false }).filter(({ severity }) => severity === 'error');
