import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** Codes that give a label when an entry is written: one, or all that begin so. */
export interface LabelRule {
  system: string;
  code: string;
  below: boolean;
}

/** The rules of each label. */
export async function readLabelRules(tx: Tx): Promise<Map<string, LabelRule[]>> {
  const { rows } = await sql<LabelRule & { label: string }>`select label, system, code, below from records.label_rule order by label, system, code`.execute(tx);
  const byLabel = new Map<string, LabelRule[]>();
  for (const { label, ...rule } of rows) byLabel.set(label, [...(byLabel.get(label) ?? []), rule]);
  return byLabel;
}

/** Sets the rules of a label, from the next entry on that is written. */
export async function setLabelRules(tx: Tx, label: string, rules: readonly LabelRule[]): Promise<void> {
  await sql`delete from records.label_rule where label = ${label}`.execute(tx);
  await sql`insert into records.label_rule (label, system, code, below)
    select ${label}, system, code, below from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as rule (system text, code text, below boolean)`.execute(tx);
}
