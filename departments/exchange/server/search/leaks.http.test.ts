// What may not be seen does not come out by any way of asking. Each way is driven by two people: somebody who is cleared
// sees the hidden rows, which shows that the question reaches them, and a doctor who is not sees none of them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Answer, Client, TestHospital } from '@openward/platform/testing';
import { addAlias, putMany, setCompartment } from '@openward/records/api';
import { provenanceId } from '../provenance.ts';
import { routes } from '../mount.ts';

const seen = '0190f0f0-0000-7000-8000-0000000000d1';
const restricted = '0190f0f0-0000-7000-8000-0000000000d2';
const merged = '0190f0f0-0000-7000-8000-0000000000d3';

/** A row with a label, one of a restricted patient, one of a record that was merged with it. */
const kinds = ['label', 'restricted', 'merged'] as const;
const local = 'urn:leak';

let hospital: TestHospital;
let cleared: Client;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor', 'medical-records');
  cleared = await hospital.signIn('doctor', 'medical-records', 'compliance');
  const observation = (id: string, patient: string, code: string, more: object = {}) => ({
    resourceType: 'Observation', id, status: 'final', subject: { reference: `Patient/${patient}` }, code: { coding: [{ system: local, code }], text: code },
    identifier: [{ system: local, value: id }], performer: [{ reference: 'Practitioner/l-staff' }], effectiveDateTime: '2024-01-01', ...more,
  });
  const of = { label: seen, restricted, merged };
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, seen, { restricted: false });
    await setCompartment(tx, restricted, { restricted: true });
    await setCompartment(tx, merged, { restricted: false });
    await addAlias(tx, merged, restricted);
    for (const round of [1, 2]) {
      await putMany(tx, [
        { resourceType: 'Practitioner', id: 'l-staff', name: [{ family: `Nkosi${round}` }] },
        ...[seen, restricted, merged].map((id) => ({ resourceType: 'Patient', id, name: [{ family: id === seen ? 'Seen' : `LEAK-${id === merged ? 'merged' : 'restricted'}` }] })),
        observation('l-plain', seen, 'plain', { hasMember: kinds.map((kind) => ({ reference: `Observation/l-${kind}` })) }),
        observation('l-next', seen, 'next', { derivedFrom: [{ reference: 'Observation/l-plain' }] }),
        ...kinds.map((kind) => observation(`l-${kind}`, of[kind], `LEAK-${kind}`, { derivedFrom: [{ reference: 'Observation/l-plain' }], note: [{ text: `round ${round}` }] })),
        ...kinds.map((kind) => ({ resourceType: 'DocumentReference', id: `d-${kind}`, status: 'current', description: `LEAK-${kind}`, date: '2024-01-01T00:00:00Z',
          subject: { reference: `Patient/${of[kind]}` }, content: [{ attachment: { title: `LEAK-${kind}` } }] })),
      ].map((resource) => ({ resource })));
    }
  });
  // Two labels: who is cleared for one of them sees as little as who is cleared for none.
  await hospital.asSuperuser(`update records.resource set sensitivity = 'HIV,PSY' where id in ('l-label', 'd-label')`);
  await hospital.asSuperuser(`insert into auth.label_account (label, account_id, given_by) values ('HIV', $1, $2), ('PSY', $1, $2), ('HIV', $2, $1)`, [cleared.account_id, doctor.account_id]);
  await hospital.asSuperuser(`update records.resource_history set sensitivity = null where id in ('l-label', 'd-label')`);
});
afterAll(() => hospital.close());

const get = (client: Client, path: string) => client.send('GET', `/fhir/R4/${path}`);
const searchByPost = (client: Client, path: string) => {
  const [type, query = ''] = path.split('?');
  return client.send('POST', `/fhir/R4/${type}/_search`, query, { 'content-type': 'application/x-www-form-urlencoded' });
};
const batch = (client: Client, path: string) =>
  client.send('POST', '/fhir/R4', { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: path } }] }, { 'content-type': 'application/fhir+json' });
const ways = { 'by GET': get, 'by POST': searchByPost, 'in a batch': batch };

/** The hidden rows of which an answer shows anything. Its links repeat the question. */
const told = ({ text }: Answer): string[] => kinds.filter((kind) => text.replaceAll(/"link":\[[^\]]*\]/g, '').includes(`LEAK-${kind}`));
const bundleOf = ({ body }: Answer): AnyJson => (String(body['type']).startsWith('batch') ? body['entry'][0].resource : body);

describe.each(Object.entries(ways))('a search %s', (_way, ask) => {
  test.each([
    ['by what they hold', `Observation?code=${kinds.map((kind) => `LEAK-${kind}`).join(',')}`],
    ['by their ids', `Observation?_id=${kinds.map((kind) => `l-${kind}`).join(',')}`],
    ['by their numbers', `Observation?identifier=${kinds.map((kind) => `${local}|l-${kind}`).join(',')}`],
    ['by a text', `Observation?code:text=LEAK`],
    ['by a time of change', 'Observation?_lastUpdated=gt2000'],
    ['by what is missing', 'Observation?value-quantity:missing=true'],
    ['by what they are not', 'Observation?status:not=amended'],
    ['sorted', 'Observation?performer=Practitioner/l-staff&_sort=-date'],
    ['counted', 'Observation?performer=Practitioner/l-staff&_total=accurate'],
    ['cut short', 'Observation?performer=Practitioner/l-staff&_elements=code'],
    ['by what it includes', 'Observation?_id=l-plain&_include=Observation:has-member'],
    ['by all that it includes', 'Observation?_id=l-plain&_include=Observation:*'],
    ['by what it includes of what was included', 'Observation?_id=l-next&_include=Observation:derived-from&_include:iterate=Observation:has-member'],
    ['by what refers to somebody of the staff', 'Practitioner?_id=l-staff&_revinclude=Observation:performer'],
  ])('%s', async (_what, path) => {
    expect(told(await ask(cleared, path))).toEqual([...kinds]);
    const answer = await ask(doctor, path);
    expect(answer.status, answer.text).toBe(200);
    expect(told(answer)).toEqual([]);
  });

  test.each([
    ['in a record', `Observation?patient=${seen}`], ['in a record, the latest first', `Observation?patient=${seen}&_sort=-date`],
    ['in a record, by what refers to it', 'Observation?_id=l-plain&_revinclude=Observation:derived-from'],
    ['in a record, of documents', `DocumentReference?patient=${seen}`],
  ])('%s', async (_what, path) => {
    expect(told(await ask(cleared, path))).toEqual(['label']);
    expect(told(await ask(doctor, path))).toEqual([]);
  });

  test.each(kinds)('through a chain, what is found does not tell of the %s row', async (kind) => {
    for (const path of [
      `Observation?has-member.code=LEAK-${kind}`, `Observation?has-member.identifier=${local}|l-${kind}`, `Practitioner?_has:Observation:performer:code=LEAK-${kind}`,
      `Observation?_has:Observation:derived-from:code=LEAK-${kind}`, `Observation?derived-from._has:Observation:derived-from:code=LEAK-${kind}`,
    ]) {
      expect(bundleOf(await ask(cleared, path))['entry']?.length, path).toBeGreaterThan(0);
      expect(bundleOf(await ask(doctor, path)), path).toMatchObject({ total: 0 });
    }
  });

  test.each(kinds)('a count does not tell of the %s row', async (kind) => {
    for (const query of ['_summary=count', '_count=0', '_total=accurate', '_total=estimate&_count=1']) {
      expect(bundleOf(await ask(cleared, `Observation?code=LEAK-${kind}&${query}`))['total'], query).toBe(1);
      expect(bundleOf(await ask(doctor, `Observation?code=LEAK-${kind}&${query}`))['total'], query).toBe(0);
    }
  });

  test('naming a restricted record is refused', async () => {
    for (const id of [restricted, merged]) {
      for (const query of ['', '&_summary=count', '&_sort=-date']) {
        const answer = await ask(doctor, `Observation?patient=${id}${query}`);
        expect(answer.status === 403 || answer.body['entry'][0].response.status === '403', answer.text).toBe(true);
      }
      expect(bundleOf(await ask(cleared, `Observation?patient=${id}`))['entry'].length).toBeGreaterThan(0);
    }
  });
});

describe.each(Object.entries({ 'by GET': get, 'in a batch': batch }))('reading %s', (_way, ask) => {
  const refused = (answer: Answer): boolean => ['403', '404'].includes(String(answer.body['entry']?.[0].response.status ?? answer.status));

  test.each(kinds)('the %s row: as it stands, as it was, its versions, its provenance, its record', async (kind) => {
    const patient = { label: seen, restricted, merged }[kind];
    for (const path of [`Observation/l-${kind}`, `Observation/l-${kind}/_history/2`, `Observation/l-${kind}/_history/1`, `Observation/l-${kind}/_history`]) {
      expect(told(await ask(cleared, path)), path).toEqual([kind]);
      const answer = await ask(doctor, path);
      expect({ path, refused: refused(answer), told: told(answer) }).toEqual({ path, refused: true, told: [] });
    }
    const provenance = `Provenance/${provenanceId('Observation', `l-${kind}`, 2)}`;
    expect(refused(await ask(cleared, provenance))).toBe(false);
    expect(refused(await ask(doctor, provenance))).toBe(true);
    for (const path of [`Patient/${patient}/$everything`, `Patient/${patient}/Observation`, `Patient/${patient}/DocumentReference?_sort=-date`]) {
      expect(told(await ask(cleared, path)), path).toContain(kind);
      expect(told(await ask(doctor, path)), path).toEqual([]);
    }
  });

  test.each(['Observation/_history', 'DocumentReference/_history', '_history', 'Patient/_history'])('%s', async (path) => {
    const since = `${path}?_count=1000`;
    expect(told(await ask(cleared, since))).toEqual(path.startsWith('Patient') ? ['restricted', 'merged'] : [...kinds]);
    expect(told(await ask(doctor, since))).toEqual([]);
  });
});

test('provenance that is included tells of no hidden row', async () => {
  const path = 'Practitioner?_id=l-staff&_revinclude=Observation:performer&_revinclude:iterate=Provenance:target';
  for (const kind of kinds) {
    expect((await get(cleared, path)).text).toContain(provenanceId('Observation', `l-${kind}`, 2));
    expect((await get(doctor, path)).text).not.toContain(provenanceId('Observation', `l-${kind}`, 2));
  }
});

test('where somebody else’s page ended, one goes on with what one may see oneself', async () => {
  const paths = ['Observation?performer=Practitioner/l-staff&_sort=_id&_count=2', 'Observation?_lastUpdated=gt2000&_count=1', `Observation?patient=${seen}&_count=1`, `Patient/${seen}/$everything?_count=1`, 'Observation/_history?_count=2'];
  for (const first of paths) {
    const told_to_cleared = new Set<string>();
    let pages = 0;
    for (let path: string | undefined = first; path !== undefined; pages += 1) {
      expect(pages).toBeLessThan(40);
      const answer: Answer = await get(cleared, path);
      for (const kind of told(answer)) told_to_cleared.add(kind);
      const same = await get(doctor, path);
      expect(same.status, same.text).toBe(200);
      expect(told(same), path).toEqual([]);
      const next: string | undefined = answer.body['link'].find((link: AnyJson) => link['relation'] === 'next')?.url;
      path = next?.slice(next.indexOf('/fhir/R4/') + 9);
    }
    expect(told_to_cleared.size, first).toBeGreaterThan(0);
  }
});

test('a patient’s own account reads its own record and no label, whatever it asks', async () => {
  await hospital.asSuperuser(`insert into auth.role_permission (role, permission) select 'patient', unnest(array['fhir.read', 'records.read', 'patients.read', 'patients.search']) on conflict do nothing`);
  const own = await hospital.signIn('patient');
  await hospital.asSuperuser('update auth.account set patient_id = $2 where id = $1', [own.account_id, seen]);
  const allowed = await get(own, `Observation?patient=${seen}&_include=Observation:has-member&_revinclude=Observation:derived-from`);
  expect(allowed.status, allowed.text).toBe(200);
  expect(allowed.text).toContain('l-plain');
  expect(told(allowed)).toEqual([]);
  for (const path of [`Observation?patient=${restricted}`, 'Observation?code:text=LEAK', `Patient/${restricted}/$everything`, `Patient/${merged}/Observation`, '_history', 'Observation/_history', 'Patient?name=LEAK']) {
    expect(told(await get(own, path)), path).toEqual([]);
  }
});

// The test sees: where the rule of labels is taken out of the database, every way tells of the row; where it is taken out of
// row-level security alone, those that do not go through a function which asks it once more.
test('a rule that forgets labels is found out', async () => {
  const twice = ['Observation?code=LEAK-label', 'Practitioner?_id=l-staff&_revinclude=Observation:performer', 'Observation?derived-from=Observation/l-plain&_sort=-date'];
  const once = ['Observation?_id=l-plain&_include=Observation:has-member', 'Observation/l-label/_history', 'Observation/l-label/_history/1', `Patient/${seen}/$everything`, 'Observation/_history?_count=1000'];
  const leaking = async () => {
    const answers = await Promise.all([...once, ...twice].map((path) => get(doctor, path)));
    return [...once, ...twice].filter((_path, at) => told(answers[at]!).includes('label'));
  };
  expect(await leaking()).toEqual([]);
  await hospital.asSuperuser('alter policy resource_seen on records.resource using (records.sees(patient_id, restricted, null))');
  const without_policy = await leaking();
  await hospital.asSuperuser('alter policy resource_seen on records.resource using (records.sees(patient_id, restricted, sensitivity))');
  expect(without_policy).toEqual(expect.arrayContaining(once));
  const [rule] = await hospital.asSuperuser<{ text: string }>(`select pg_get_functiondef('records.sees(uuid,boolean,text)'::regprocedure) as text`);
  const forgetful = rule!.text.replace('(p_sensitivity IS NULL)', '(p_sensitivity IS NULL) OR true');
  expect(forgetful).not.toBe(rule!.text);
  await hospital.asSuperuser(forgetful);
  const without_rule = await leaking();
  await hospital.asSuperuser(rule!.text);
  expect(without_rule).toEqual([...once, ...twice]);
  expect(await leaking()).toEqual([]);
});
