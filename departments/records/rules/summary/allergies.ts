import type { AllergyShown, ContradictionShown, Summary } from '../../contract/summary.ts';
import { conceptText } from '../extract/codes.ts';
import { object, objects, text, texts } from '../extract/look.ts';
import { contradicts, noneKnown } from './none-known.ts';
import type { NoneScope } from './none-known.ts';
import { codeIn, isInError, subjectKey } from './statement.ts';
import type { Statement } from './statement.ts';

type Allergies = Summary['allergies'];
type Shown = AllergyShown & { key: string };

const severities = ['severe', 'moderate', 'mild'] as const;
const criticalities = ['high', 'unable-to-assess', 'low'] as const;

const criticalityWords = { high: 'high risk', low: 'low risk', 'unable-to-assess': 'risk cannot be assessed' } as const;

/**
 * What is known of a patient's allergies. An allergy and a statement that there is none are both shown; the allergy
 * prevails. Of two statements on one substance, the more dangerous prevails. Nothing is decided for the clinician.
 */
export function summariseAllergies(statements: readonly Statement[]): { allergies: Allergies; contradictions: ContradictionShown[] } {
  const valid = statements.filter((statement) => !isInError(statement.resource));
  const none = valid.flatMap((statement) => {
    const scope = noneKnown(statement.resource);
    return scope === undefined || scope === 'nothing' || !isActive(statement) ? [] : [{ statement, scope }];
  });
  const recorded = valid.filter((statement) => noneKnown(statement.resource) === undefined);
  const active = recorded.filter(isActive).map(show).sort(byDanger);
  const contradictions = [...noneAgainst(active, none), ...severityAgainst(active)];
  return {
    allergies: {
      state: active.length > 0 ? 'recorded' : none.some(({ scope }) => scope === 'all') ? 'none_known' : 'not_recorded',
      active: active.map(withoutKey),
      past: recorded.filter((statement) => !isActive(statement)).map(show).map(withoutKey),
      none_known: none.map(({ statement }) => ({
        id: statement.id,
        statement: conceptText(object(statement.resource, 'code')) ?? 'No known allergy',
        recorded: text(statement.resource, 'recordedDate') ?? null,
        patient_id: statement.patient_id,
      })),
    },
    contradictions,
  };
}

function isActive({ resource }: Statement): boolean {
  const clinical = codeIn(resource, 'clinicalStatus');
  return clinical !== 'inactive' && clinical !== 'resolved' && codeIn(resource, 'verificationStatus') !== 'refuted';
}

function show({ id, patient_id, resource }: Statement): Shown {
  const reactions = objects(resource, 'reaction');
  const severity = severities.find((level) => reactions.some((reaction) => text(reaction, 'severity') === level)) ?? null;
  const criticality = criticalities.find((level) => text(resource, 'criticality') === level) ?? null;
  const type = text(resource, 'type');
  return {
    id,
    patient_id,
    key: subjectKey(resource),
    substance: conceptText(object(resource, 'code')) ?? conceptText(object(reactions[0], 'substance')) ?? 'Substance not recorded',
    type: type === 'allergy' || type === 'intolerance' ? type : null,
    categories: texts(resource, 'category'),
    criticality,
    severity,
    danger: dangerWords(criticality, severity),
    reactions: [...new Set(reactions.flatMap((reaction) => objects(reaction, 'manifestation').map((item) => conceptText(item) ?? '')))].filter(Boolean),
    status: codeIn(resource, 'clinicalStatus'),
    verification: codeIn(resource, 'verificationStatus'),
    recorded: text(resource, 'recordedDate') ?? null,
    prevails: false,
  };
}

/** Criticality and worst severity in words. */
export function dangerWords(criticality: AllergyShown['criticality'], severity: AllergyShown['severity']): string {
  const said = [criticality && criticalityWords[criticality], severity && `${severity} reaction`].filter(Boolean);
  return said.length === 0 ? 'risk not recorded' : said.join(', ');
}

/** How dangerous a statement says it is. What was not said is taken for more than low: it may be the worst. */
function danger({ criticality, severity }: AllergyShown): number {
  const byCriticality = criticality === 'high' ? 4 : criticality === 'low' ? 1 : 2;
  const bySeverity = severity === 'severe' ? 4 : severity === 'moderate' ? 3 : severity === 'mild' ? 1 : 0;
  return Math.max(byCriticality, bySeverity) * 10 + byCriticality + bySeverity;
}

function byDanger(one: Shown, other: Shown): number {
  return danger(other) - danger(one) || one.substance.localeCompare(other.substance) || (one.id < other.id ? -1 : 1);
}

function noneAgainst(active: readonly Shown[], none: readonly { statement: Statement; scope: NoneScope }[]): ContradictionShown[] {
  return none.flatMap(({ statement, scope }) => {
    const against = active.filter((allergy) => contradicts(scope, allergy.categories));
    if (against.length === 0) return [];
    const words = conceptText(object(statement.resource, 'code')) ?? 'No known allergy';
    return [{
      kind: 'allergy' as const,
      message: `“${words}” is recorded, and so is an allergy to ${against.map((allergy) => allergy.substance).join(', ')}: the allergy prevails`,
      statements: [...against.map((allergy) => `AllergyIntolerance/${allergy.id}`), `AllergyIntolerance/${statement.id}`],
    }];
  });
}

/** Marks the prevailing statement of each contradiction in `active`, which is sorted by danger. */
function severityAgainst(active: readonly Shown[]): ContradictionShown[] {
  return [...Map.groupBy(active, (allergy) => allergy.key).entries()].flatMap(([key, same]) => {
    const [first, ...others] = same;
    if (first === undefined || key === '' || others.every((other) => other.danger === first.danger)) return [];
    first.prevails = true;
    return [{
      kind: 'allergy_severity' as const,
      message: `${first.substance}: ${[...new Set(same.map((allergy) => allergy.danger))].join(' against ')}; “${first.danger}” prevails`,
      statements: same.map((allergy) => `AllergyIntolerance/${allergy.id}`),
    }];
  });
}

function withoutKey({ key: _key, ...shown }: Shown): AllergyShown {
  return shown;
}
