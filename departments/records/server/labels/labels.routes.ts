import { badInput, Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { labelsContract } from '../../contract/labels.ts';
import { object, objects } from '../../rules/extract/look.ts';
import type { Json } from '../../rules/extract/look.ts';
import { isLabelled, madeFrom } from '../../rules/extract/made-from.ts';
import { sensitivityOf } from '../../rules/extract/sensitivity.ts';
import { withSecurity } from '../../rules/json/security.ts';
import { relabelled } from '../../rules/labels/relabelled.ts';
import { put } from '../put.ts';
import { get } from '../read.sql.ts';
import { heldStatement } from '../statement/statements.ts';
import { entriesNaming, readLabels } from './labels.sql.ts';

const labels = serve(labelsContract.labels, async (_input, { tx }) => ({ labels: await readLabels(tx) }));

const labelEntry = serve(labelsContract.labelEntry, async ({ patient_id, type, id, version, labels: asked }, act) => {
  const { source } = await heldStatement(act, patient_id, type, id, version);
  if (!isLabelled(type)) throw new Problem(422, 'records.not_labelled', `A ${type} is kept by its department, and carries no label`, { field: 'type' });
  const json = (await get(act.tx, type, id))!.json!;
  const before = labelsIn(json);
  const changed = [...asked.filter((label) => !before.includes(label)), ...before.filter((label) => !asked.includes(label))];
  if (changed.length === 0) return { type, id, version, labels: before };
  const known = await readLabels(act.tx);
  const given = asked.find((label) => !before.includes(label) && !known.some(({ code, active }) => active && code === label));
  if (given !== undefined) throw badInput('labels', 'records.unknown_label', 'There is no such label, or it is given no more');
  // Nobody hides what they then do not see, nor shows what they may not.
  act.authorise({ patient_id, sensitivity: changed.toSorted().join(',') });
  const security = objects(object(JSON.parse(json) as Json, 'meta'), 'security');
  const done = await put(act.tx, { json: withSecurity(json, relabelled(security, asked)), if_version: version, source, lifts_labels: true });
  const derived = await labelDerived(act.tx, patient_id, `${type}/${id}`);
  const stands = labelsIn((await get(act.tx, type, id))!.json!);
  act.audit.detail({ type, id, version: done.version, labels: stands, before, derived });
  return { type, id, version: done.version, labels: stands };
});

const labelsIn = (json: string): string[] => sensitivityOf(JSON.parse(json) as Json)?.split(',') ?? [];

const mostRounds = 6;

/** Writes anew what was made of an entry, and of that: it takes the labels on as it is written. Tells how many it labelled. */
async function labelDerived(tx: Tx, patient_id: string, reference: string): Promise<number> {
  let derived = 0;
  const seen = new Set([reference]);
  let round = [reference];
  for (let rounds = 0; round.length > 0 && rounds < mostRounds; rounds += 1) {
    const next: string[] = [];
    for (const source of round) {
      for (const each of await entriesNaming(tx, patient_id, source)) {
        const key = `${each.type}/${each.id}`;
        if (seen.has(key) || !isLabelled(each.type) || !madeFrom(JSON.parse(each.body) as Json).includes(source)) continue;
        seen.add(key);
        const { changed } = await put(tx, { json: each.body, source: each.source });
        if (changed) derived += 1;
        next.push(key);
      }
    }
    round = next;
  }
  return derived;
}

export const labelRoutes = { labels, labelEntry };
