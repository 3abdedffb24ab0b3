import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '@openward/platform/db';
import type { News2Outcome, News2Part } from '../../contract/vitals.ts';
import { news2Parts } from '../../contract/vitals.ts';
import { ageAt } from '../../rules/vitals/age.ts';
import { news2 } from '../../rules/vitals/news2.ts';
import type { News2Inputs, News2Result } from '../../rules/vitals/news2.ts';
import { inputsOf, news2Token, readNews2, toNews2Observation } from '../../rules/vitals/news2-observation.ts';
import type { Round } from '../../rules/vitals/observations.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { put } from '../put.ts';
import type { Author } from '../row.ts';
import { oxygenScale } from './oxygen-scale.sql.ts';
import { personOf, pregnancyOf, vitalsBetween } from './vitals.sql.ts';
import type { VitalRow } from './vitals.sql.ts';

/** A set is complete when all of it was measured within this time. */
const window_ms = 30 * 60_000;

/**
 * Makes the scores of a round right: of its own moment, and of later ones that count it in. A score that cannot be made any more
 * is marked as entered in error. Answers for the round’s own moment. Call it after the round is written, under `lockVitals`.
 */
export async function scoreRound(tx: Tx, round: Round, author: Author): Promise<News2Outcome> {
  const at = new Date(round.measured_at);
  const rows = await vitalsBetween(tx, round.patient_id, new Date(at.getTime() - window_ms), new Date(at.getTime() + window_ms));
  const moments = [...new Set([at.getTime(), ...rows.map((row) => row.at.getTime()).filter((time) => time > at.getTime())])];
  let own: News2Outcome | undefined;
  for (const moment of moments) {
    const outcome = await scoreMoment(tx, round, author, rows, new Date(moment));
    if (moment === at.getTime()) own = outcome;
  }
  return own!;
}

async function scoreMoment(tx: Tx, round: Round, author: Author, rows: readonly VitalRow[], at: Date): Promise<News2Outcome> {
  const { inputs, from } = gather(rows, at);
  const [person, pregnancy, { scale }] = [
    await personOf(tx, round.patient_id), await pregnancyOf(tx, round.patient_id, at), await oxygenScale(tx, round.patient_id, at),
  ];
  const outcome = news2(inputs, {
    age: ageAt(person.birth_date, at), pregnant: pregnancy.stated, pregnancy_hidden: pregnancy.whole && !pregnancy.stated, scale,
  });
  const standing = rows.find((row) => row.at.getTime() === at.getTime() && row.codes.includes(news2Token));
  if ('scored' in outcome) {
    if (standing !== undefined) await withdraw(tx, standing, author);
    return outcome;
  }
  await keepScore(tx, { ...round, measured_at: at.toISOString() }, author, outcome, [...new Set(news2Parts.map((part) => from[part]!))], standing);
  const { score, band } = outcome;
  return { scored: true, score, band, scale };
}

async function keepScore(
  tx: Tx, round: Round, author: Author, result: News2Result, inputs: string[], standing: VitalRow | undefined,
): Promise<void> {
  const made = toNews2Observation(result, round, standing?.id ?? randomUUID(), inputs);
  const same = standing !== undefined && isDeepStrictEqual(readNews2(standing.resource), readNews2(made))
    && isDeepStrictEqual(inputsOf(standing.resource), inputsOf(made));
  if (same) return;
  await put(tx, { resource: standing === undefined ? made : { ...made, status: 'corrected' }, author });
}

async function withdraw(tx: Tx, standing: VitalRow, author: Author): Promise<void> {
  await put(tx, { resource: { ...standing.resource, id: standing.id, status: 'entered-in-error' }, author });
}

/** The newest of each part within the window before a moment, and the observation that it came from. */
function gather(rows: readonly VitalRow[], at: Date): { inputs: News2Inputs; from: Partial<Record<News2Part, string>> } {
  const inputs: News2Inputs = {};
  const from: Partial<Record<News2Part, string>> = {};
  for (const row of rows) {
    const age = at.getTime() - row.at.getTime();
    if (age < 0 || age > window_ms || row.codes.includes(news2Token)) continue;
    const { numbers, breathing, consciousness } = readVital(row.resource);
    const found: News2Inputs = {
      ...Object.fromEntries(numbers.map(({ measure, value }) => [measure, value])),
      ...(breathing && { breathing }), ...(consciousness && { consciousness }),
    };
    for (const part of news2Parts) {
      if (from[part] !== undefined || found[part] === undefined) continue;
      from[part] = row.id;
      inputs[part] = found[part] as never;
    }
  }
  return { inputs, from };
}
