import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { billingContract as contract, type ShareRule } from '../../contract/index.ts';
import { hundredths, printPercent } from '../../rules/price/percent.ts';

async function list(tx: Tx, id: string | null = null): Promise<ShareRule[]> {
  const { rows } = await sql<Omit<ShareRule, 'percent'> & { percent_bp: number }>`
    select r.id, r.practitioner_id, p.display_name as practitioner_name, r.service_id, s.name as service_name, r.percent_bp, lower(r.during)::text as "from", (upper(r.during) - 1)::text as until, r.version
    from billing.share_rule r join staff.practitioner p on p.id = r.practitioner_id left join billing.service s on s.id = r.service_id
    where ${id}::uuid is null or r.id = ${id}::uuid order by p.sort_text, p.id, s.name nulls first, lower(r.during) limit 1000`.execute(tx);
  return rows.map(({ percent_bp, ...rule }) => ({ ...rule, percent: printPercent(percent_bp) }));
}

export const shareRules = serve(contract.shareRules, async (_input, { tx }) => ({ rules: await list(tx) }));

export const addShareRule = serve(contract.addShareRule, async ({ practitioner_id, service_id, percent, from, until }, { tx, audit }) => {
  if (until !== null && until < from) throw badInput('until', 'date.order', 'Ends before it begins');
  const percent_bp = hundredths(percent);
  if (percent_bp > 10_000) throw new Problem(422, 'billing.percent', 'Is at most 100', { field: 'percent' });
  const { rows } = await sql<{ id: string }>`
    insert into billing.share_rule (practitioner_id, service_id, percent_bp, during) values (${practitioner_id}::uuid, ${service_id}::uuid, ${percent_bp}, daterange(${from}::date, ${until}::date, '[]')) returning id`.execute(tx);
  audit.detail({ share_rule_id: rows[0]!.id });
  return (await list(tx, rows[0]!.id))[0]!;
});

export const endShareRule = serve(contract.endShareRule, async ({ share_rule_id, version, last_day }, { tx, audit }) => {
  const [rule] = await list(tx, share_rule_id);
  if (rule === undefined) throw new Problem(404, 'billing.share_rule_unknown', 'There is no such rule', { field: 'share_rule_id' });
  if (last_day < rule.from) throw new Problem(422, 'billing.ends_before_it_begins', 'Ends before it begins', { field: 'last_day' });
  const { numAffectedRows } = await sql`update billing.share_rule set during = daterange(lower(during), ${last_day}::date, '[]'), version = version + 1 where id = ${share_rule_id}::uuid and version = ${version}`.execute(tx);
  if (numAffectedRows !== 1n) throw new Problem(409, 'conflict.version', 'Somebody has changed this meanwhile', { field: 'version', current: rule });
  audit.detail({ share_rule_id });
  return (await list(tx, share_rule_id))[0]!;
});
