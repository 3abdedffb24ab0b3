import type { Heard, Probe, Target, Who } from './target.ts';

const shown = ({ status, text }: Heard): string => `${status} ${text.slice(0, 120)}`;
const surnames = ({ patients }: Target): string[] => Object.values(patients).map(({ surname }) => surname);
const isIn = (surname: string, { text }: Heard): boolean => text.includes(surname);

/** Asks each, and keeps those of which the rest says that they are wrong. */
async function wrong(target: Target, asked: readonly (readonly [who: Who, method: string, url: string, body?: unknown, headers?: Record<string, string>])[], isWrong: (heard: Heard, url: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const [who, method, url, body, headers] of asked) {
    const heard = await target.ask(who, method, url, body, headers);
    if (isWrong(heard, url)) found.push(`${who} ${method} ${url} ${JSON.stringify(headers ?? {})} → ${shown(heard)}`);
  }
  return found;
}

const database = /syntax error|SQLSTATE|unterminated|pg_catalog|invalid input syntax|relation "/i;

/** What must be words of a list is a piece of SQL: no answer may come of it, and no error of a database. */
export const sortIsNoSql: Probe = async (target) => {
  const pieces = ['(case when 1=1 then 1 else 2 end)', 'name; select pg_sleep(0)--', "name'", 'name desc, (select 1)', '1 union select 1'];
  return wrong(target, ['/fhir/R4/Patient?_sort=', '/api/patients?q=a&sort=', '/api/patients?q=a&order_by='].flatMap((url) =>
    pieces.map((piece) => ['clinician', 'GET', url + encodeURIComponent(piece)] as const)), (heard) => heard.status >= 500 || heard.status < 300 || database.test(heard.text));
};

/** What is typed into a search finds nobody by being SQL. */
export const searchIsNoSql: Probe = async (target) => wrong(target, ["' or '1'='1", "x' or 1=1 --", "%' or ''='"].flatMap((text) =>
  ['/api/patients?q=', '/fhir/R4/Patient?family=', '/fhir/R4/Patient?_id='].map((url) => ['clinician', 'GET', url + encodeURIComponent(text)] as const)),
(heard) => heard.status >= 500 || database.test(heard.text) || surnames(target).some((surname) => isIn(surname, heard)));

/** A body that names another patient’s row changes that row not. */
export const bodyIdOverwritesNobody: Probe = async (target) => {
  const { one, other } = target.patients;
  const name = { names: [{ family: 'Overwritten' }] };
  await target.ask('clerk', 'POST', '/api/patients', { ...name, id: other.id, patient_id: other.id });
  await target.ask('clerk', 'PUT', `/api/patients/${one.id}`, { ...name, id: other.id, version: 1 });
  await target.ask('clinician', 'PUT', `/fhir/R4/Patient/${one.id}`, { resourceType: 'Patient', id: other.id, name: [{ family: 'Overwritten' }] }, { 'content-type': 'application/fhir+json' });
  return wrong(target, [['clerk', 'GET', `/api/patients/${other.id}`]], (heard) => !isIn(other.surname, heard) || isIn('Overwritten', heard));
};

/** What belongs to one patient is not given under another. */
export const childStaysWithItsPatient: Probe = async (target) =>
  wrong(target, [['clerk', 'GET', `/api/patients/${target.patients.one.id}/photo?photo_id=${target.photo_id}`], ['clinician', 'GET', `/api/patients/${target.patients.one.id}/photo?photo_id=${target.photo_id}`]], ({ status }) => status < 300);

/** A session that has ended has ended, whatever the address says. */
export const endedSessionStaysEnded: Probe = async (target) => wrong(target,
  ['', '?skip_timeout_reset=1', '?keep_alive=true', '?no_timeout=1', '?ignoreAuth=1', '?site=default', '?debug=true'].map((query) => ['ended', 'GET', `/api/patients/${target.patients.one.id}${query}`] as const),
  (heard) => heard.status !== 401 || isIn(target.patients.one.surname, heard));

/** Who says by a header or a field who they are is nobody. */
export const nobodyByTheirOwnWord: Probe = async (target) => {
  const claims = ['x-forwarded-user', 'x-remote-user', 'remote-user', 'x-user-email', 'x-auth-request-email', 'x-original-user'].map((name) => ({ [name]: 'administrator' }));
  const forged: Record<string, string>[] = [{ authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbmlzdHJhdG9yIn0.' }, { authorization: 'Basic YWRtaW5pc3RyYXRvcjo=' }, { cookie: 'openward=administrator; role=administrator' }];
  return wrong(target, [...claims, ...forged].map((headers) => ['visitor', 'GET', `/api/patients/${target.patients.one.id}`, undefined, headers] as const), ({ status }) => status !== 401);
};

/** Whoever registers or is a patient reaches no other patient, by either API and by any type. */
export const patientReachesNobodyElse: Probe = async (target) => {
  const { other } = target.patients;
  const types = ['Patient', 'Observation', 'Condition', 'AllergyIntolerance', 'MedicationRequest', 'Appointment', 'Encounter', 'DocumentReference', 'Coverage', 'Invoice', 'Provenance', 'AuditEvent'];
  const urls = [
    `/api/patients/${other.id}`, `/api/patients?q=${other.surname}`, `/api/patients/${other.id}/photo`, `/api/patients/${other.id}/documents`, `/fhir/R4/Patient/${other.id}`,
    ...types.flatMap((type) => [`/fhir/R4/${type}`, `/fhir/R4/${type}?${type === 'Patient' ? '_id' : 'patient'}=${other.id}`]),
  ];
  return wrong(target, urls.map((url) => ['patient', 'GET', url] as const), (heard) => heard.status >= 500 || isIn(other.surname, heard) || heard.text.includes('"fullUrl"'));
};

/** What a role’s menus do not show is not answered either. */
export const menusAreNotTheWall: Probe = async (target) => {
  const { id } = target.patients.one;
  return wrong(target, [
    ['clerk', 'GET', `/api/patients/${id}/documents`], ['clerk', 'GET', `/api/patients/${id}/allergies`], ['clerk', 'GET', '/api/accounts'], ['clerk', 'GET', '/api/audit/events'],
    ['clinician', 'GET', '/api/accounts'], ['clinician', 'GET', '/api/audit/events'], ['visitor', 'GET', `/api/patients/${id}`], ['visitor', 'GET', `/fhir/R4/Patient/${id}`],
  ], ({ status }) => status < 400 || status >= 500);
};

/** What one API refuses, no other gives: the restricted record, by its key, by search, by what belongs to it. */
export const oneWallForEveryApi: Probe = async (target) => {
  const { id, surname } = target.patients.restricted;
  return wrong(target, [
    `/api/patients/${id}`, `/fhir/R4/Patient/${id}`, `/fhir/R4/Patient?_id=${id}`, `/fhir/R4/Patient?family=${surname}`, `/fhir/R4/Patient/${id}/_history`, `/fhir/R4/Patient/${id}/$everything`,
    `/fhir/R4/Observation?patient=${id}&_include=Observation:subject`, `/fhir/R4/Patient/${id}/_history/1`,
  ].map((url) => ['clinician', 'GET', url] as const),
  // What was asked for is said again in the address of the answer.
  (heard, url) => heard.status >= 500 || [surname, id].some((each) => heard.text.includes(each) && !url.includes(each)));
};

/** Who holds no secret of the hospital is told none. */
export const hooksTellNothing: Probe = async (target) => wrong(target,
  ['/hooks/billing/gateway', '/hooks/messages/bounces', '/hooks/messages/receipts', '/hooks/messages/setting', '/api/webhooks', '/hooks'].flatMap((url) => [['visitor', 'POST', url, {}], ['visitor', 'GET', url]] as const),
  (heard) => heard.status >= 500 || /"[\w]*(token|secret|password|api_?key)[\w]*"\s*:\s*"/i.test(heard.text));

/** No name of a file is one of the server’s. */
export const noFileOfTheServer: Probe = async (target) => {
  const climbs = ['../../../../../../etc/passwd', '..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '..%5c..%5cetc%5cpasswd', '%2fetc%2fpasswd', '....//....//....//etc/passwd', 'file%3a%2f%2f%2fetc%2fpasswd'];
  const places = ['/', '/assets/', '/api/files/', '/api/files?path=', `/api/patients/${target.patients.one.id}/documents/`, `/api/patients/${target.patients.one.id}/photo?photo_id=`, '/fhir/R4/Binary/', '/l/'];
  return wrong(target, places.flatMap((place) => climbs.map((climb) => ['clinician', 'GET', place + climb] as const)), (heard) => heard.status >= 500 || /root:[^:]*:0:0:/.test(heard.text));
};

/** Another site’s page can neither act with the browser’s cookie nor read what comes. */
export const otherSitesAreOutside: Probe = async (target) => {
  const evil = { origin: 'https://elsewhere.example' };
  const found: string[] = [];
  for (const headers of [evil, {}]) {
    const act = await target.ask('clerk', 'POST', '/api/patients', { names: [{ family: 'Forged' }] }, headers, true);
    if (act.status < 400) found.push(`clerk POST /api/patients ${JSON.stringify(headers)} → ${shown(act)}`);
  }
  const read = await target.ask('clerk', 'GET', `/api/patients/${target.patients.one.id}`, undefined, evil);
  if (read.headers['access-control-allow-origin'] !== undefined) found.push('access-control-allow-origin is set');
  return found;
};

/** What a browser must be told, and what it must not keep. */
export const answersAreGuarded: Probe = async (target) => {
  const { headers } = await target.ask('clerk', 'GET', `/api/patients/${target.patients.one.id}`);
  const of = (name: string) => String((headers as Record<string, string | undefined>)[name] ?? '');
  return [
    ...(of('cache-control').includes('no-store') ? [] : ['an answer with a name may be cached']),
    ...(of('x-content-type-options') === 'nosniff' ? [] : ['the type of content is guessed']),
    ...(/script-src 'self'/.test(of('content-security-policy')) && !/unsafe-(inline|eval)/.test(of('content-security-policy')) ? [] : ['scripts from anywhere']),
    ...(/frame-ancestors 'none'/.test(of('content-security-policy')) ? [] : ['framed by anybody']),
    ...(headers['x-powered-by'] === undefined && headers['server'] === undefined ? [] : ['says what it is made of']),
  ];
};
