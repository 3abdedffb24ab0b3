import { Problem } from '@openward/platform/http';

interface Versioned {
  version: number;
}

/** Who saved the row last, as it keeps it. */
export interface LastChange {
  updated_at: Date;
  updated_by_name: string | null;
}

/** 409 when somebody saved a newer version: who and when, and the entry as it is now, so that nothing typed is lost. */
export function changedMeanwhile(current: Versioned, { updated_at, updated_by_name }: LastChange): Problem {
  const name = updated_by_name ?? 'OpenWard';
  return new Problem(409, 'staff.changed', `${name} has changed this meanwhile`, {
    field: 'version',
    changed_by: updated_by_name,
    changed_at: updated_at.toISOString(),
    current,
  });
}

/** 404 for an entry that does not exist. */
export const unknown = (thing: 'practitioner' | 'assignment' | 'department' | 'location', message: string): Problem =>
  new Problem(404, `staff.${thing}_unknown`, message, { field: `${thing}_id` });
