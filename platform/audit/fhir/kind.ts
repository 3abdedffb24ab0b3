import { type Coding, dcmCodes as dcm, disclose, eventSystem, interaction, rest } from './codes.ts';
import type { LoggedEvent } from './logged.ts';

/** What was done: create, read, update, delete; or execute, which a query is. */
export type Action = 'C' | 'R' | 'U' | 'D' | 'E';

/** What kind of event a row is, in the codes of FHIR and DICOM. */
export interface Kind {
  type: Coding;
  subtypes: readonly Coding[];
  action: Action;
  /** The last part of the profile of IHE BALP, where one fits a success of it: `PatientRead`. */
  profile: string | null;
}

const queries: ReadonlySet<string> = new Set(['search', 'list', 'find', 'match', 'overdue', 'arrivals', 'held', 'missed', 'register', 'plan']);
const reads: ReadonlySet<string> = new Set([
  'read', 'vread', 'history', 'everything', 'docref', 'print', 'preview', 'compare', 'watch', 'series', 'prove', 'fetch', 'validate', 'simulate', 'check', 'tell',
]);
const creates: ReadonlySet<string> = new Set(['create', 'add', 'make', 'begin', 'book', 'record', 'issue', 'arrive', 'receive', 'offer', 'copy', 'raise', 'open', 'start', 'take', 'give']);
const deletes: ReadonlySet<string> = new Set(['delete', 'remove', 'discard']);

const versionsRead = { vread: 'vread', history: 'history' } as const;

function actionOf({ shown }: LoggedEvent, verb: string): Action {
  if (shown !== null || queries.has(verb)) return 'E';
  if (reads.has(verb)) return 'R';
  if (deletes.has(verb)) return 'D';
  return creates.has(verb) ? 'C' : 'U';
}

const interactionOf: Record<Action, string> = { C: 'create', R: 'read', U: 'update', D: 'delete', E: 'search' };
const profileOf: Record<Action, string> = { C: 'Create', R: 'Read', U: 'Update', D: 'Delete', E: 'Query' };

const logOut: ReadonlySet<string> = new Set(['delete', 'delete-all', 'revoke', 'lock']);
const logUsed = /^compliance\.(?:(?:audit|access|log)\.|unusual\.search$)/;
const configured = /^(?:auth\.policy|compliance\.(?:policy|label|key))\./;
const disclosures: ReadonlySet<string> = new Set(['compliance.disclosure.create', 'compliance.request.copy']);

/** The kind of a row: by its name, and by whether it was of a patient. */
export function kindOf(event: LoggedEvent): Kind {
  const { name, detail } = event;
  const verb = name.slice(name.lastIndexOf('.') + 1);
  const named: Coding = { system: eventSystem, code: name };
  const action = actionOf(event, verb);
  const of = (type: Coding, subtype: Coding | null, done: Action, profile: string | null = null): Kind =>
    ({ type, subtypes: subtype === null ? [named] : [subtype, named], action: done, profile });
  const looked = action === 'R' || action === 'E';

  if (name === 'patients.glass.break') return of(dcm.securityAlert, dcm.emergencyOverrideStarted, 'E');
  if (logUsed.test(name) || detail['type'] === 'AuditEvent') return of(dcm.auditLogUsed, null, 'R');
  if (disclosures.has(name)) return of(dcm.export, disclose, 'R', event.patient_id === null ? null : 'PrivacyDisclosure.Source');
  if (name.startsWith('auth.session.') && !looked) return of(dcm.userAuthentication, logOut.has(verb) ? dcm.logout : dcm.login, 'E');
  if (configured.test(name) && !looked) return of(dcm.securityAlert, dcm.securityConfiguration, 'E');
  if ((name.startsWith('auth.role.') || name === 'auth.account.re-role') && !looked) return of(dcm.securityAlert, dcm.securityRolesChanged, 'E');
  if (name.startsWith('auth.') && !looked) return of(dcm.securityAlert, dcm.userSecurityAttributesChanged, 'E');
  if (verb === 'export') return of(dcm.export, null, 'R');
  if (verb === 'import') return of(dcm.import, null, 'C');
  if (name === 'exchange.fhir.bundle') return of(rest, interaction('transaction'), 'E');

  const done = interaction(verb === 'patch' ? 'patch' : action === 'R' ? versionsRead[verb as 'vread'] ?? 'read' : interactionOf[action]);
  const personal = event.patient_id !== null || (event.shown?.length ?? 0) > 0;
  // A deletion has one subtype in its profile; reading versions is none of the profiles.
  return {
    type: rest, subtypes: action === 'D' ? [done] : [done, named], action,
    profile: verb === 'history' ? null : `${personal ? 'Patient' : ''}${profileOf[action]}`,
  };
}
