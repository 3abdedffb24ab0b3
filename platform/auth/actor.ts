import type { Permission } from './permissions.ts';

/** How far a signed-in person has come: anything but `active` opens only the endpoints that say so. */
export type ActorState = 'active' | 'locked' | 'second-factor' | 'password-change' | 'enrol-second-factor';

/** Who asks: a person's session, a patient's session, or a machine's token. Read anew from the database at every request. */
export interface Actor {
  account_id: string;
  username: string;
  display_name: string;
  kind: 'person' | 'patient' | 'service';
  session_id: string | null;
  token_id: string | null;
  roles: readonly string[];
  permissions: ReadonlySet<Permission>;
  /** Labels that this person may see beyond the ordinary, such as `restricted` and `audit`. */
  clearance: readonly string[];
  /** Records that are open to this person because they broke the glass, until its time is over. */
  glass: readonly string[];
  /** Records that patients withhold from this account. */
  withheld: readonly string[];
  /** Whether a clinical record opens to this person only where they treat the patient (a setting of the hospital). */
  relation_required: boolean;
  /** The departments to which their clinical rights are bound; none: they hold everywhere. */
  places: readonly string[];
  /** Their entry in the staff directory; by it their patients are known. */
  practitioner_id: string | null;
  /** The one patient whom a patient's own account may see. */
  patient_id: string | null;
  state: ActorState;
}
