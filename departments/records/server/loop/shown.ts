import type { LoopShown } from '../../contract/loop.ts';
import { levelOf } from '../../rules/loop/level.ts';
import type { LoopRow } from './loop.sql.ts';

/** A loop as a screen shows it. */
export function loopShown(row: LoopRow): LoopShown {
  const { about_type, about_id, owner_account, owner_role, owner_department } = row;
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    patient: { id: row.patient_id, name: row.patient_name || null, birth_date: row.birth_date },
    visit_id: row.visit_id,
    about: about_type === null || about_id === null ? null : {
      type: about_type, id: about_id, title: row.about_title, value: row.about_value, unit: row.about_unit, flag: row.about_flag,
    },
    owner: {
      kind: owner_account !== null ? 'account' : owner_role !== null ? 'role' : 'department',
      id: owner_account ?? owner_role ?? owner_department ?? '',
      name: row.owner_name,
    },
    due: row.due.toISOString(),
    level: row.state === 'open' ? levelOf(row.due, row.now) : 'on_time',
    state: row.state,
    outcome: row.outcome,
    note: row.note,
    opened_at: row.opened_at.toISOString(),
    opened_by: row.opened_by_name,
    closed_at: row.closed_at?.toISOString() ?? null,
    closed_by: row.closed_by_name,
    version: row.version,
  };
}
