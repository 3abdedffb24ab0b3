import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { visitsContract as contract, type EmergencySettings } from '../../contract/index.ts';
import { tellBoards } from './held.ts';

async function settingsNow(tx: Tx): Promise<EmergencySettings> {
  const departments = await sql<EmergencySettings['departments'][number]>`select d.department_id, s.name, d.scheme, d.version
    from visits.emergency_department d join staff.department s on s.id = d.department_id order by s.name`.execute(tx);
  const targets = await sql<EmergencySettings['targets'][number]>`select scheme, level, minutes, version from visits.acuity_target order by scheme, level`.execute(tx);
  return { departments: departments.rows, targets: targets.rows };
}

const changed = () => new Problem(409, 'visits.setting_changed', 'Somebody else has changed this meanwhile', { field: 'version' });

export const emergencySettings = serve(contract.emergencySettings, async (_input, { tx }) => settingsNow(tx));

/** Version 0 is said of a department that is none yet. */
export const setEmergencyDepartment = serve(contract.setEmergencyDepartment, async ({ department_id, scheme, version }, act) => {
  const { rows } = version === 0
    ? await sql`insert into visits.emergency_department (department_id, scheme) values (${department_id}::uuid, ${scheme}) on conflict do nothing returning 1`.execute(act.tx)
    : await sql`update visits.emergency_department set scheme = ${scheme}, version = version + 1 where department_id = ${department_id}::uuid and version = ${version} returning 1`.execute(act.tx);
  if (rows.length === 0) throw changed();
  act.audit.detail({ department_id, scheme });
  tellBoards(act.tx);
  return settingsNow(act.tx);
});

/** Targets hold for those who are triaged from now on: what was promised before stays. */
export const setTargets = serve(contract.setTargets, async ({ scheme, targets, version }, act) => {
  const before = (await settingsNow(act.tx)).targets.filter((each) => each.scheme === scheme);
  const minutes = before.map((each) => targets.find(({ level }) => level === each.level)?.minutes ?? each.minutes);
  if (minutes.some((each, at) => at > 0 && each < (minutes[at - 1] ?? 0))) {
    throw badInput('targets', 'visits.target_order', 'A more urgent category never waits longer than a less urgent one');
  }
  const { rows } = await sql`update visits.acuity_target t set minutes = given.minutes, version = version + 1
    from unnest(${minutes}::int[]) with ordinality as given(minutes, level) where t.scheme = ${scheme} and t.level = given.level and t.version = ${version} returning 1`.execute(act.tx);
  if (rows.length !== minutes.length) throw changed();
  act.audit.detail({ scheme, minutes });
  return settingsNow(act.tx);
});
