/** Who acts, and what they may see: what row-level security in the database decides by. */
export interface Settings {
  /** The account that acts; left out when no account does (a job, a sign-in). */
  actor?: string;
  /** 'staff' in the hospital, 'patient' for their own record, 'system' for the hospital's own work. */
  scope: 'staff' | 'patient' | 'system';
  /** The one patient that a patient's account may see. */
  patient?: string;
  /** Sensitivity labels that the actor is cleared for, such as 'restricted' or 'audit'. */
  clearance?: string[];
  /** Records that are open because the actor broke the glass. */
  glass?: string[];
  /** Records that patients withhold from the actor. */
  withheld?: string[];
}

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * BEGIN and the transaction-local settings, as one message: one round trip, and none of it happens by halves.
 * All six settings are always set, so that nothing of an earlier transaction can remain.
 */
export function beginWith(settings: Settings, mode: TransactionMode = {}): string {
  const values = {
    actor: settings.actor ?? '',
    scope: settings.scope,
    patient: settings.patient ?? '',
    clearance: (settings.clearance ?? []).join(','),
    glass: (settings.glass ?? []).join(','),
    withheld: (settings.withheld ?? []).join(','),
  };
  for (const [name, value] of Object.entries(values)) {
    // The message is SQL text, so what goes into it is held to the few characters that settings are made of.
    if (!/^[A-Za-z0-9_.,:-]*$/.test(value)) throw new TypeError(`setting ${name} has an unexpected character`);
  }
  const set = Object.entries(values).map(([name, value]) => `set_config('openward.${name}',${literal(value)},true)`);
  const isolation = mode.isolation === undefined ? '' : ` isolation level ${mode.isolation}`;
  return `begin${isolation}${mode.readOnly ? ' read only' : ''};select ${set.join(',')}`;
}

export interface TransactionMode {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
}
