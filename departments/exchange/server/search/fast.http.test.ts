import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { addAlias, putMany, setCompartment } from '@openward/records/api';
import { routes } from '../mount.ts';

// GET is answered in one statement where it can be, POST _search never is: both must tell the same.

const open_id = '0190f0f0-0000-7000-8000-0000000000f1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000f2';
const merged_id = '0190f0f0-0000-7000-8000-0000000000f3';
const surviving_id = '0190f0f0-0000-7000-8000-0000000000f4';
const system = 'http://loinc.org';

let hospital: TestHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, open_id, { restricted: false });
    await setCompartment(tx, hidden_id, { restricted: true });
    await setCompartment(tx, merged_id, { restricted: false });
    await setCompartment(tx, surviving_id, { restricted: false });
    await addAlias(tx, merged_id, surviving_id);
    const owners = [open_id, hidden_id, merged_id, surviving_id];
    await putMany(tx, owners.flatMap((patient_id, owner) => Array.from({ length: 12 }, (_each, at) => ({ resource: {
      resourceType: 'Observation', id: `f-${owner}-${at}`, status: at % 3 === 0 ? 'preliminary' : 'final',
      ...(at === 5 && { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } }),
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: at % 4 === 0 ? 'laboratory' : 'vital-signs' }] }],
      subject: { reference: `Patient/${patient_id}` }, code: { coding: [{ system, code: `c${at % 2}` }], text: at === 7 ? 'Löwe 🦁' : 'plain' },
      // Two at the same time, and one without a time.
      ...(at !== 11 && { effectiveDateTime: `2024-01-${String(1 + (at >> 1)).padStart(2, '0')}T10:00:00Z` }),
    } }))));
  });
});
afterAll(() => hospital.close());

async function patient(family: string, given: string[], birth_date: string, restricted = false): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ family, given }], birthDate: birth_date, gender: 'female' };
  const answer = await doctor.send('POST', '/fhir/R4/Patient', resource, { 'content-type': 'application/fhir+json' });
  expect(answer.status, answer.text).toBe(201);
  const id = String(answer.body['id']);
  if (restricted) {
    await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [id]);
    await hospital.database.transaction({ scope: 'system' }, (tx) => setCompartment(tx, id, { restricted: true }));
  }
  return id;
}

/** What a search answers in one statement, and what it answers in many. */
async function both(type: string, query: string): Promise<{ fast: Bundle; slow: Bundle; event: Event | undefined }> {
  const got = await doctor.send('GET', `/fhir/R4/${type}?${query}`);
  expect(got.status, got.text).toBe(200);
  const [event] = await hospital.asSuperuser<Event>('select outcome, patient_id, shown, detail from audit.event where request_id = $1::uuid', [got.headers['x-request-id']]);
  const posted = await doctor.send('POST', `/fhir/R4/${type}/_search`, query, { 'content-type': 'application/x-www-form-urlencoded' });
  expect(posted.status, posted.text).toBe(200);
  const [other] = await hospital.asSuperuser<Event>('select outcome, patient_id, shown, detail from audit.event where request_id = $1::uuid', [posted.headers['x-request-id']]);
  expect({ ...event, shown: [...(event?.shown ?? [])].sort() }).toEqual({ ...other, shown: [...(other?.shown ?? [])].sort() });
  return { fast: JSON.parse(got.text) as Bundle, slow: JSON.parse(posted.text) as Bundle, event };
}

interface Event { outcome: string; patient_id: string | null; shown: string[] | null; detail: object }
interface Bundle { total?: number; link: { relation: string; url: string }[]; entry?: { fullUrl: string; resource: { id: string } }[] }
const ids = ({ entry = [] }: Bundle): string[] => entry.map(({ resource }) => resource.id);

test.each([
  `patient=${open_id}`, `patient=${open_id}&_sort=-date`, `patient=${open_id}&category=vital-signs&_sort=-date&_count=3`,
  `patient=${open_id}&category=vital-signs&code=c1&status=final`, `patient=${open_id}&code:not=c1&status:not=final`,
  `patient=Patient/${open_id}&date=ge2024-01-03&date=lt2024-01-05`, `patient=${open_id}&date=2024-01-01,2024-01-02&_summary=true`,
  `patient=${open_id}&code:text=l%C3%B6we`, `patient=${open_id}&_elements=status`, `patient=${open_id}&code=nothing`,
  `patient=${open_id}&_sort=date`, `patient=${open_id}&_total=accurate&_count=2`, `patient=${merged_id}&_sort=-date`, `patient=${surviving_id}`,
  'patient=0190f0f0-0000-7000-8000-00000000ffff', `patient=${open_id}&_summary=count`, `patient=${open_id}&_lastUpdated=gt2000`,
])('the same is found either way: Observation?%s', async (query) => {
  const { fast, slow } = await both('Observation', query);
  expect({ ...fast, link: [] }).toEqual({ ...slow, link: [] });
  expect(fast.link.map(({ relation, url }) => [relation, url])).toEqual(slow.link.map(({ relation, url }) => [relation, url]));
});

test('every page of a record is given, each find once, in the order of the whole', async () => {
  const whole = ids((await both('Observation', `patient=${open_id}&_sort=-date`)).fast);
  expect(whole.length).toBeGreaterThanOrEqual(11);
  const met: string[] = [];
  let query: string | undefined = `patient=${open_id}&_sort=-date&_count=3`;
  while (query !== undefined) {
    const { fast, slow } = await both('Observation', query);
    expect(ids(fast)).toEqual(ids(slow));
    met.push(...ids(fast));
    query = fast.link.find(({ relation }) => relation === 'next')?.url.split('?')[1];
  }
  expect(met).toEqual(whole);
});

test('a restricted record is refused and audited, and never answered', async () => {
  for (const _again of [1, 2]) {
    const answer = await doctor.send('GET', `/fhir/R4/Observation?patient=${hidden_id}&_sort=-date`);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('f-1-');
    const events = await hospital.asSuperuser<Event>('select outcome, patient_id, shown, detail from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]);
    expect(events).toMatchObject([{ outcome: 'denied', patient_id: hidden_id, shown: null }]);
  }
});

test('what bears a label that the reader is not cleared for is not shown, also among searches asked together', async () => {
  await hospital.asSuperuser(`update records.resource set sensitivity = 'psychiatry' where id = 'f-0-7'`);
  const asked = [`patient=${open_id}`, `patient=${hidden_id}`, `patient=${open_id}&_count=5`, `patient=${merged_id}`, `patient=${open_id}&code=c1`];
  const answers = await Promise.all([...asked, ...asked, ...asked].map((query) => doctor.send('GET', `/fhir/R4/Observation?${query}`)));
  for (const [at, { status, text }] of answers.entries()) {
    expect(status).toBe(asked[at % asked.length]!.includes(hidden_id) ? 403 : 200);
    expect(text).not.toContain('f-0-7');
    expect(text).not.toContain('f-1-');
  }
  const { fast, slow } = await both('Observation', `patient=${open_id}`);
  expect(ids(fast)).toEqual(ids(slow));
  await hospital.asSuperuser(`update records.resource set sensitivity = null where id = 'f-0-7'`);
  expect(ids((await both('Observation', `patient=${open_id}`)).fast)).toContain('f-0-7');
});

test('patients are found by name and birth date either way, a page at a time, and the restricted are left out', async () => {
  for (let at = 0; at < 9; at += 1) await patient(`Ångström${at % 2 === 0 ? '' : '-Ndiaye'}`, ['Zoë', `Given${at}`], `19${60 + at}-05-0${1 + at}`);
  await patient('Nothing', ['Angela', 'Angstrom'], '1999-01-01');
  const hidden = await patient('Ångström', ['Hidden'], '1970-01-01', true);
  for (const query of ['name=angstrom', 'name=ANGS&_count=4', 'family=angstr%C3%B6m', 'given=zoe&_count=3', 'name=angstrom&gender=female', 'name=angstrom&gender=male',
    'name=angstrom&birthdate=1962-05-03', 'birthdate=1963-05-04', 'name:exact=Zo%C3%AB', 'name:contains=gstr', 'name=zzzz', 'name=ang&given=angela', 'name=an,zo', 'name=angstrom&birthdate=ge1965']) {
    let next: string | undefined = query;
    const met: string[] = [];
    while (next !== undefined) {
      const { fast, slow } = await both('Patient', next);
      expect({ ...fast, link: [] }, next).toEqual({ ...slow, link: [] });
      expect(ids(fast)).not.toContain(hidden);
      met.push(...ids(fast));
      next = fast.link.find(({ relation }) => relation === 'next')?.url.split('?')[1];
    }
    expect(new Set(met).size, query).toBe(met.length);
    if (/^name=angs/i.test(query) && !query.includes('birthdate') && !query.includes('male')) expect(met.length, query).toBe(10);
  }
});

test('those who only bear the word elsewhere in the name are passed over, also where they are many', async () => {
  for (let at = 0; at < 24; at += 1) await patient('Zz', [`Aa${String.fromCharCode(97 + at)} Zulu`], '1980-01-01');
  const meant = await Promise.all([0, 1, 2].map((at) => patient('Zulu', [`Zulema${at}`], '1981-01-01')));
  for (const query of ['name=zulu&_count=2', 'name=zulu', 'name=zulu&_count=1000', 'name=zulu&_count=990', 'name=zul']) {
    const { fast, slow } = await both('Patient', query);
    expect({ ...fast, link: [] }, query).toEqual({ ...slow, link: [] });
    expect(fast.link.map(({ url }) => url), query).toEqual(slow.link.map(({ url }) => url));
    expect(meant.filter((id) => ids(fast).includes(id)).length, query).toBe(query.endsWith('=2') ? 2 : 3);
  }
});

test('a session that ended searches no more', async () => {
  const leaving = await hospital.signIn('doctor');
  expect((await leaving.send('GET', `/fhir/R4/Observation?patient=${open_id}`)).status).toBe(200);
  expect((await leaving.send('GET', `/fhir/R4/Observation?patient=${open_id}`)).status).toBe(200);
  await hospital.asSuperuser(`update auth.session set ended_at = now(), ended_because = 'signed-out' where ended_at is null`);
  expect((await leaving.send('GET', `/fhir/R4/Observation?patient=${open_id}`)).status).toBe(401);
});
