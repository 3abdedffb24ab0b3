import type { Agent, Who } from '../fhir/agents.ts';
import type { AuditEventResource } from '../fhir/audit-event.ts';
import { type Coding, dcmCodes as dcm, dcmSystem, rest } from '../fhir/codes.ts';
import type { Entity } from '../fhir/entities.ts';

/** An event as the audit message of DICOM (PS3.15, A.5.1), which IHE ATNA sends: the same that the FHIR resource says. */
export function dicomMessage(event: AuditEventResource): string {
  const { action, recorded, outcome, subtype, agent, entity, source } = event;
  return element('AuditMessage', {}, [
    element('EventIdentification', { EventActionCode: action, EventDateTime: recorded, EventOutcomeIndicator: outcome }, [
      coded('EventID', eventIdOf(event)), ...subtype.map((each) => coded('EventTypeCode', each)),
    ]),
    ...agent.map(participant),
    element('AuditSourceIdentification', { AuditEnterpriseSiteID: source.site, AuditSourceID: nameOf(source.observer) }, [element('AuditSourceTypeCode', { 'csd-code': source.type[0]!.code })]),
    ...entity.filter(({ role }) => role !== undefined).map((each) => object(each, event)),
  ]);
}

/** DICOM has words of its own for what is done to a patient’s record. */
function eventIdOf({ type, action, entity }: AuditEventResource): Coding {
  if (type.code !== rest.code) return type;
  if (action === 'E') return dcm.query;
  return entity.some(({ role }) => role?.code === '1') ? dcm.patientRecord : type;
}

function participant({ type, role = [], who, altId, name, requestor, network }: Agent): string {
  return element('ActiveParticipant', {
    UserID: network?.address ?? nameOf(who), AlternativeUserID: altId, UserName: name ?? who.display, UserIsRequestor: String(requestor),
    NetworkAccessPointID: network?.address, NetworkAccessPointTypeCode: network?.type,
  }, [type, ...role].map(({ coding }) => coded('RoleIDCode', coding[0]!)));
}

function object({ what, type, role, query, detail = [] }: Entity, { id, purposeOfEvent }: AuditEventResource): string {
  const named = what === undefined ? 'query' : nameOf(what);
  const isPatient = role?.code === '1';
  const [code, text] = query !== undefined ? ['10', 'Search Criteria'] : isPatient ? ['2', 'Patient Number'] : type.code === '1' ? ['11', 'User Identifier'] : ['12', 'URI'];
  // By its id a receiver knows a message that came twice.
  const told = type.code === '2' ? [{ type: 'AuditEvent.id', valueString: id }, { type: 'PurposeOfUse', valueString: purposeOfEvent[0]!.coding[0]!.code }, ...detail] : detail;
  return element('ParticipantObjectIdentification', {
    ParticipantObjectID: isPatient ? named.replace(/^Patient\//, '') : named, ParticipantObjectTypeCode: type.code, ParticipantObjectTypeCodeRole: role?.code,
  }, [
    element('ParticipantObjectIDTypeCode', { 'csd-code': code, codeSystemName: 'RFC-3881', originalText: text }),
    query === undefined ? `<ParticipantObjectName>${escaped(named)}</ParticipantObjectName>` : `<ParticipantObjectQuery>${query}</ParticipantObjectQuery>`,
    ...told.map(({ type: key, valueString }) => element('ParticipantObjectDetail', { type: key, value: Buffer.from(valueString).toString('base64') })),
  ]);
}

const nameOf = ({ reference, identifier, display }: Who): string => reference ?? identifier?.value ?? display ?? 'unknown';

const coded = (name: string, { system, code, display }: Coding): string =>
  element(name, { 'csd-code': code, codeSystemName: system === dcmSystem ? 'DCM' : system, originalText: display ?? code });

function element(name: string, attributes: Record<string, string | undefined>, children: readonly string[] = []): string {
  const said = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`)).join('');
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no control characters and no halves of surrogate pairs, however they are written. */
// oxlint-disable-next-line no-control-regex
const escaped = (text: string): string => text.toWellFormed().replace(/[\u0000-\u001F\u007F\uFFFE\uFFFF]/g, ' ').replace(/[&<>"]/g, (each) => escapes[each]!);
