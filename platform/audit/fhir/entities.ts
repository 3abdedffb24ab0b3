import { accountSystem, type Coding, domainResource, eventSystem, patientRole, person, queryRole, requestNumber, systemObject, userRole } from './codes.ts';
import type { Who } from './agents.ts';
import type { Kind } from './kind.ts';
import { type LoggedEvent, patientOf } from './logged.ts';

export interface Entity {
  what?: Who;
  type: Coding;
  role?: Coding;
  description?: string;
  /** Base64. */
  query?: string;
  detail?: readonly { type: string; valueString: string }[];
}

const detail_max = 1000;

/** What it was about: the patient, what was asked or touched, the account, and the number of the request. */
export function entitiesOf(event: LoggedEvent, part: number, kind: Kind): Entity[] {
  const { subject_account_id, request_id } = event;
  const patient_id = patientOf(event, part);
  const isQuery = kind.action === 'E' && kind.profile !== null;
  return [
    ...(patient_id === null ? [] : [{ what: { reference: `Patient/${patient_id}` }, type: person, role: patientRole }]),
    isQuery ? queryOf(event) : dataOf(event, kind),
    ...(subject_account_id === null ? [] : [{ what: { identifier: { system: accountSystem, value: subject_account_id } }, type: person, role: userRole }]),
    ...(request_id === null ? [] : [{ what: { identifier: { value: request_id } }, type: requestNumber }]),
  ];
}

/** What was asked, as far as the log knows: of a search the names of its parameters, and never what somebody typed. */
function queryOf({ name, detail }: LoggedEvent): Entity {
  const { type, by } = detail;
  const text = typeof type === 'string' && Array.isArray(by) ? `${type}?${by.map((parameter) => `${encodeURIComponent(String(parameter))}=`).join('&')}` : name;
  return { type: systemObject, role: queryRole, description: text, query: Buffer.from(text).toString('base64') };
}

function dataOf({ name, detail, patient_id }: LoggedEvent, { action }: Kind): Entity {
  const told = Object.entries(detail).map(([type, value]) => ({ type, valueString: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, detail_max) }))
    .filter(({ type, valueString }) => type.trim() !== '' && valueString.trim() !== '');
  return { what: thingOf(name, detail, patient_id), type: systemObject, role: domainResource, ...(told.length > 0 && action !== 'D' && { detail: told }) };
}

/** The resource that was touched; where the log names none, what kind of thing it was. */
function thingOf(name: string, { type, id }: LoggedEvent['detail'], patient_id: string | null): Who {
  if (typeof type === 'string' && typeof id === 'string' && /^[A-Z][A-Za-z]{1,60}$/.test(type) && /^[A-Za-z0-9\-.]{1,64}$/.test(id)) return { reference: `${type}/${id}` };
  if (name.startsWith('patients.patient.') && patient_id !== null) return { reference: `Patient/${patient_id}` };
  return { identifier: { system: eventSystem, value: name.slice(0, name.lastIndexOf('.')) } };
}
