import { elementOf, elementsOf, textOf, type Element } from '@openward/platform/fhir';

/** What one of the two records states, as far as a contradiction can lie in it. */
export interface Statements {
  patient_id: string;
  sex: string;
  /** Current AllergyIntolerance and Observation resources. */
  resources: readonly Element[];
}

export interface Said {
  patient_id: string;
  resource_type: string;
  resource_id: string;
  says: string;
  prevails: boolean;
}

export interface Found {
  kind: 'allergy' | 'allergy_severity' | 'blood_group' | 'sex';
  subject: string;
  statements: Said[];
}

const noKnownCodes: Record<string, string> = {
  '716186003': 'any',
  '409137002': 'medication',
  '429625007': 'food',
  '428607008': 'environment',
};
const bloodGroupCodes: Record<string, string> = { '882-1': 'ABO and Rh', '883-9': 'ABO', '10331-7': 'Rh' };
const standing = new Set(['entered-in-error', 'refuted']);

const codingsOf = (concept: unknown): Element[] => elementsOf(elementOf(concept)['coding']);
const wordsOf = (concept: unknown): string =>
  textOf(elementOf(concept)['text']) ?? textOf(codingsOf(concept)[0]?.['display']) ?? textOf(codingsOf(concept)[0]?.['code']) ?? 'Unnamed';

/** What a concept is about, however it was written: shared codes, or the same words. */
const keysOf = (concept: unknown): string[] => [
  ...codingsOf(concept).flatMap(({ system, code }) => (textOf(code) === null ? [] : [`${textOf(system) ?? ''}|${String(code)}`])),
  wordsOf(concept).trim().toLowerCase(),
];

interface Allergy {
  patient_id: string;
  id: string;
  substance: unknown;
  /** The kind of substance that the record denies, where it says that there is no known allergy. */
  denies: string | null;
  refuted: boolean;
  category: string | null;
  severity: number;
  words: string;
}

const severities: Record<string, number> = { high: 3, severe: 3, moderate: 2, low: 1, mild: 1 };
const severityWords = ['not stated', 'low', 'moderate', 'high'];

function allergyOf(patient_id: string, resource: Element): Allergy | null {
  const verification = codingsOf(resource['verificationStatus']).map(({ code }) => String(code));
  if (verification.includes('entered-in-error')) return null;
  const denied = codingsOf(resource['code']).map(({ code }) => noKnownCodes[String(code)]).find((each) => each !== undefined);
  const said = [resource['criticality'], ...elementsOf(resource['reaction']).map((each) => each['severity'])];
  const category: unknown = Array.isArray(resource['category']) ? resource['category'][0] : null;
  return {
    patient_id,
    id: String(resource['id']),
    substance: resource['code'],
    denies: denied ?? (/^no known .*allerg/i.test(wordsOf(resource['code'])) ? 'any' : null),
    refuted: verification.some((code) => standing.has(code)),
    category: textOf(category),
    severity: Math.max(0, ...said.map((each) => severities[String(each)] ?? 0)),
    words: wordsOf(resource['code']),
  };
}

const said = (allergy: Allergy, says: string, prevails: boolean): Said => ({
  patient_id: allergy.patient_id, resource_type: 'AllergyIntolerance', resource_id: allergy.id, says, prevails,
});

const sameSubstance = (a: Allergy, b: Allergy): boolean => {
  const keys = new Set(keysOf(a.substance));
  return keysOf(b.substance).some((key) => keys.has(key));
};

/** “No known allergies” against an allergy, refuted against confirmed, and two severities of the same substance. */
function allergyContradictions(a: readonly Allergy[], b: readonly Allergy[]): Found[] {
  const pairs = a.flatMap((one) => b.map((other) => [one, other] as const));
  return pairs.flatMap(([one, other]): Found[] => {
    const denial = one.denies !== null ? one : other.denies !== null ? other : null;
    if (denial !== null) {
      const allergy = denial === one ? other : one;
      if (allergy.denies !== null || allergy.refuted || denial.refuted || !covers(denial, allergy)) return [];
      return [{ kind: 'allergy', subject: allergy.words, statements: [said(allergy, `Allergy: ${allergy.words}`, true), said(denial, denial.words, false)] }];
    }
    if (!sameSubstance(one, other)) return [];
    if (one.refuted !== other.refuted) {
      const [holds, refuted] = one.refuted ? [other, one] : [one, other];
      return [{ kind: 'allergy', subject: holds.words, statements: [said(holds, `Allergy: ${holds.words}`, true), said(refuted, `Refuted: ${refuted.words}`, false)] }];
    }
    if (one.refuted || one.severity === other.severity || one.severity === 0 || other.severity === 0) return [];
    const worst = Math.max(one.severity, other.severity);
    const statements = [one, other].map((each) => said(each, `Severity ${severityWords[each.severity]}`, each.severity === worst));
    return [{ kind: 'allergy_severity', subject: one.words, statements }];
  });
}

const covers = (denial: Allergy, allergy: Allergy): boolean =>
  denial.denies === 'any' || allergy.category === null || denial.denies === allergy.category;

interface BloodGroup {
  patient_id: string;
  id: string;
  of: string;
  value: string;
}

/** The newest statement of each blood group observation of a record. */
function bloodGroupsOf({ patient_id, resources }: Statements): BloodGroup[] {
  const newest = new Map<string, { at: string; group: BloodGroup }>();
  for (const resource of resources) {
    if (resource['resourceType'] !== 'Observation') continue;
    if (['entered-in-error', 'cancelled'].includes(String(resource['status']))) continue;
    const of = codingsOf(resource['code']).map(({ code }) => bloodGroupCodes[String(code)]).find((each) => each !== undefined);
    const value = textOf(resource['valueString']) ?? (resource['valueCodeableConcept'] === undefined ? null : wordsOf(resource['valueCodeableConcept']));
    if (of === undefined || value === null) continue;
    const at = textOf(resource['effectiveDateTime']) ?? textOf(resource['issued']) ?? '';
    if ((newest.get(of)?.at ?? '') > at) continue;
    newest.set(of, { at, group: { patient_id, id: String(resource['id']), of, value } });
  }
  return [...newest.values()].map(({ group }) => group);
}

/** Where the groups differ neither prevails: until somebody has looked, the blood group is not known. */
function bloodGroupContradictions(a: readonly BloodGroup[], b: readonly BloodGroup[]): Found[] {
  return a.flatMap((one) =>
    b
      .filter((other) => other.of === one.of && other.value.trim().toLowerCase() !== one.value.trim().toLowerCase())
      .map((other) => ({
        kind: 'blood_group' as const,
        subject: `Blood group (${one.of})`,
        statements: [one, other].map(({ patient_id, id, value }) => ({
          patient_id, resource_type: 'Observation', resource_id: id, says: value, prevails: false,
        })),
      })),
  );
}

function sexContradictions(a: Statements, b: Statements): Found[] {
  if (a.sex === b.sex || a.sex === 'unknown' || b.sex === 'unknown') return [];
  const statements = [a, b].map(({ patient_id, sex }) => ({
    patient_id, resource_type: 'Patient', resource_id: patient_id, says: sex, prevails: false,
  }));
  return [{ kind: 'sex', subject: 'Administrative sex', statements }];
}

/**
 * What two records state that cannot both be true of one person. The more dangerous statement prevails: an allergy over
 * its denial, the higher severity over the lower; where either could be the dangerous one, neither does.
 */
export function contradictionsOf(a: Statements, b: Statements): Found[] {
  const allergies = ({ patient_id, resources }: Statements): Allergy[] =>
    resources
      .filter(({ resourceType }) => resourceType === 'AllergyIntolerance')
      .map((resource) => allergyOf(patient_id, resource))
      .filter((each) => each !== null);
  return [
    ...allergyContradictions(allergies(a), allergies(b)),
    ...bloodGroupContradictions(bloodGroupsOf(a), bloodGroupsOf(b)),
    ...sexContradictions(a, b),
  ];
}
