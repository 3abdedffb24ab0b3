import type { News2Band, News2Part, News2Shown } from '../../contract/vitals.ts';
import { news2Bands, news2Parts } from '../../contract/vitals.ts';
import { tokensOf } from '../extract/codes.ts';
import { isObject, objects } from '../extract/look.ts';
import type { Json } from '../extract/look.ts';
import { news2Total, observationCategory, snomed, ucum } from './measures.ts';
import { bandOf } from './news2.ts';
import type { News2Result } from './news2.ts';
import type { Observation, Round } from './observations.ts';

const name = 'Royal College of Physicians NEWS2 (National Early Warning Score 2)';
const partCodes: Readonly<Record<Exclude<News2Part, 'oxygen_saturation'> | 'scale1' | 'scale2', readonly [string, string]>> = {
  respiratory_rate: ['1104301000000104', `${name} - respiration rate score`],
  scale1: ['1104311000000102', `${name} - oxygen saturation scale 1 score`],
  scale2: ['1104321000000108', `${name} - oxygen saturation scale 2 score`],
  breathing: ['1104331000000105', `${name} - air or oxygen score`],
  systolic: ['1104341000000101', `${name} - systolic blood pressure score`],
  heart_rate: ['1104351000000103', `${name} - pulse score`],
  consciousness: ['1104361000000100', `${name} - consciousness score`],
  temperature: ['1104371000000107', `${name} - temperature score`],
};

/** Told with the score, so that a reader elsewhere knows how urgent it is. */
const bandNames: Readonly<Record<News2Band, string>> = { zero: 'Low', low: 'Low', low_medium: 'Low to medium', medium: 'Medium', high: 'High' };

const points = (value: number) => ({ value, unit: 'score', system: ucum, code: '{score}' });

/** The score as an observation that names what it was reckoned from. */
export function toNews2Observation({ score, band, scale, parts }: News2Result, round: Round, id: string, inputs: readonly string[]): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: ['vital-signs', 'survey'].map((code) => ({ coding: [{ system: observationCategory, code }] })),
    code: { coding: [{ system: snomed, code: news2Total, display: `${name} total score` }], text: 'NEWS2' },
    subject: { reference: `Patient/${round.patient_id}` },
    ...(round.visit_id === undefined ? {} : { encounter: { reference: `Encounter/${round.visit_id}` } }),
    effectiveDateTime: round.measured_at,
    issued: round.entered_at,
    performer: [round.performer],
    valueQuantity: points(score),
    interpretation: [{ text: bandNames[band] }],
    derivedFrom: inputs.map((input) => ({ reference: `Observation/${input}` })),
    component: news2Parts.map((part) => {
      const [code, display] = partCodes[part !== 'oxygen_saturation' ? part : scale === 1 ? 'scale1' : 'scale2'];
      return { code: { coding: [{ system: snomed, code, display }] }, valueQuantity: points(parts[part]) };
    }),
  };
}

/** Reads a score back; undefined where it is none that can be shown with its parts. */
export function readNews2(resource: Json): Pick<News2Shown, 'score' | 'band' | 'scale' | 'parts'> | undefined {
  const score = numberIn(resource);
  if (score === undefined) return undefined;
  let scale: 1 | 2 = 1;
  const parts = objects(resource, 'component').flatMap((component) => {
    const tokens = tokensOf(component, 'code');
    const found = Object.entries(partCodes).find(([, [code]]) => tokens.includes(`${snomed}|${code}`))?.[0];
    const value = numberIn(component);
    if (found === undefined || value === undefined) return [];
    if (found === 'scale2') scale = 2;
    const part = (found.startsWith('scale') ? 'oxygen_saturation' : found) as News2Part;
    return [{ part, points: value }];
  });
  return { score, band: bandOf(score, Math.max(0, ...parts.map((part) => part.points))) satisfies (typeof news2Bands)[number], scale, parts };
}

/** The observations that a score was reckoned from. */
export function inputsOf(resource: Json): string[] {
  return objects(resource, 'derivedFrom').flatMap(({ reference }) =>
    (typeof reference === 'string' && reference.startsWith('Observation/') ? [reference.slice('Observation/'.length)] : []));
}

function numberIn(holder: Json): number | undefined {
  const { valueQuantity } = holder;
  return isObject(valueQuantity) && typeof valueQuantity['value'] === 'number' ? valueQuantity['value'] : undefined;
}

/** How a score is found among the codes of observations. */
export const news2Token = `${snomed}|${news2Total}`;
