import { auditEventOf, partsOf, patientOf, readAuditEventId } from '@openward/platform/audit/fhir';
import type { Act, Reply } from '@openward/platform/http';
import { aliasSet } from '@openward/records/api';
import { bundleText, searchUrl } from '../../search/asked/bundle.ts';
import { matches, readConditional } from '../../search/matches.ts';
import { pageText, readPage } from '../../search/asked/page.ts';
import { answerText, answerVersion } from '../answer.ts';
import { fhirEndpoint } from '../endpoint.ts';
import { refuseParameters, type FhirRequest } from '../request.ts';
import { unknownResource } from '../see.ts';
import { type AuditAsked, auditAsked } from './asked.ts';
import { eventById } from './events.sql.ts';
import { type AuditPage, auditPage, type FoundPart, type PageEnd } from './page.ts';

const type = 'AuditEvent';
const textOf = ({ event, part }: FoundPart, base: string): string => JSON.stringify(auditEventOf(event, part, base));

async function findPart(act: Act, id: string): Promise<FoundPart | null> {
  const asked = readAuditEventId(id);
  const event = asked === null ? undefined : await eventById(act.tx, asked.id);
  if (asked === null || event === undefined || asked.part > partsOf(event)) return null;
  // What has parts is named with one, and what has none without.
  return (event.shown?.length ?? 0) > 0 === id.includes('.') ? { event, part: asked.part } : null;
}

/** An event of the audit log, as FHIR has it. Reading it is an event as well. */
export const readAuditEvent = fhirEndpoint(
  { method: 'GET', path: '/AuditEvent/{id}', summary: 'Reads an event of the audit log', permission: 'audit.read', event: 'exchange.fhir.read' },
  async (request, act) => {
    refuseParameters(request);
    const found = await findPart(act, request.id);
    if (found === null) throw unknownResource(type, request.id);
    const patient_id = patientOf(found.event, found.part);
    if (patient_id !== null) act.audit.shown([patient_id]);
    act.audit.detail({ type, id: request.id });
    return answerVersion(request, { type, id: request.id, version: 1, last_updated: new Date(found.event.at), json: textOf(found, request.base) });
  },
);

/** Whose number it is, for who may find patients. */
async function numbered(act: Act, asked: AuditAsked, base: string): Promise<AuditAsked> {
  if (asked.patient_number === null) return asked;
  act.authorise({}, 'patients.search');
  const known = await matches(act, readConditional('Patient', [['identifier', asked.patient_number]], base, 'patient.identifier'));
  return { ...asked, patients: asked.patients?.filter((id) => known.includes(id)) ?? known };
}

/** Who opened a record that was merged into this one has opened this patient. */
async function withAliases(act: Act, asked: AuditAsked): Promise<AuditAsked> {
  if (asked.patients === null) return asked;
  const known = await Promise.all(asked.patients.map((id) => aliasSet(act.tx, id)));
  return { ...asked, patients: [...new Set([...asked.patients, ...known.flat()])] };
}

async function named(act: Act, asked: AuditAsked): Promise<AuditPage> {
  const parts = await Promise.all((asked.ids ?? []).slice(0, asked.count).map((id) => findPart(act, id)));
  const found = parts.filter((each) => each !== null).filter(({ event, part }) => {
    const at = Date.parse(event.at);
    return at >= asked.from && at < asked.until && (asked.accounts?.includes(event.actor_id ?? '') ?? true)
      && (asked.patients?.includes(patientOf(event, part) ?? '') ?? true) && asked.matches.every((matching) => matching(event));
  });
  return { found, end: null };
}

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const { base, parameters } = request;
  const asked = await withAliases(act, await numbered(act, auditAsked(request), base));
  const page = asked.ids === null ? await auditPage(act.tx, asked, pageOf(parameters)) : await named(act, asked);
  const patients = page.found.flatMap(({ event, part }) => patientOf(event, part) ?? []);
  act.audit.shown(patients);
  act.audit.detail({ type, by: [...new Set(parameters.map(([name]) => name.slice(0, 60)))].slice(0, 20), shown: page.found.length });
  const others = parameters.filter(([name]) => name !== '_page');
  return answerText(request, 200, bundleText({
    base, self: searchUrl(base, type, parameters), ignored: [], total: undefined,
    next: page.end === null ? null : searchUrl(base, type, [...others, ['_page', pageText(type, others, [page.end.at, page.end.id, String(page.end.part)])]]),
    entries: page.found.map((each) => {
      const resource = auditEventOf(each.event, each.part, base);
      return { type, id: resource.id, text: JSON.stringify(resource), mode: 'match' };
    }),
  }), { 'cache-control': 'no-store' });
}

function pageOf(parameters: FhirRequest['parameters']): PageEnd | null {
  const page = parameters.find(([name]) => name === '_page')?.[1];
  if (page === undefined) return null;
  const [at, id, part] = readPage(type, parameters, page);
  return { at: at ?? '', id: id ?? '', part: Number(part) };
}

export const searchAuditEvents = fhirEndpoint(
  { method: 'GET', path: '/AuditEvent', summary: 'Searches the audit log, newest first', permission: 'audit.read', event: 'exchange.fhir.search' }, answer,
);

export const searchAuditEventsByPost = fhirEndpoint(
  { method: 'POST', path: '/AuditEvent/_search', summary: 'Searches the audit log; its parameters are not in the address', permission: 'audit.read', event: 'exchange.fhir.search' }, answer,
);

/** Who opened one record: `Patient/1/AuditEvent?…`. */
export const searchAuditEventsOfPatient = fhirEndpoint(
  { method: 'GET', path: '/Patient/{id}/AuditEvent', summary: 'Searches the audit log for one patient', permission: 'audit.read', event: 'exchange.fhir.search' },
  (request, act) => answer({ ...request, parameters: [...request.parameters, ['patient', request.id]] }, act),
);
