/**
 * An event as it is sealed: a JSON array of its columns in this order, after the number of this form. PostgreSQL writes it, from an expression
 * that the program gives it (never from a function that lies in the database), so that the sealer and a verifier years later get the same
 * bytes whatever the settings of the session are. Times are UTC with microseconds; `detail` is jsonb, whose text PostgreSQL keeps canonical.
 * Left out is `xid`, which says nothing of the act. A verifier writes the same from the columns (`written-anew.ts`); this is what decides.
 */
export const canonical = `json_build_array(1, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.name, e.outcome, e.actor_id, e.actor_name,
  e.actor_roles, e.session_id, e.token_id, e.subject_account_id, e.patient_id, e.shown, e.purpose, e.address, e.device, e.request_id, e.detail)::text`;

/** The columns that are sealed: with `xid`, all that the table has. A test compares. */
export const sealedColumns = [
  'id', 'at', 'name', 'outcome', 'actor_id', 'actor_name', 'actor_roles', 'session_id', 'token_id', 'subject_account_id', 'patient_id', 'shown',
  'purpose', 'address', 'device', 'request_id', 'detail',
] as const;
