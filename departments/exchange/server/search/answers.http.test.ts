// How the answers of a search look, and what is refused: each refusal is 400 and names what it is about.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Answer, Client, TestHospital } from '@openward/platform/testing';
import { putMany, setCompartment } from '@openward/records/api';
import { validateResource } from '../validation/validate.ts';
import { routes } from '../mount.ts';

const patient = '0190f0f0-0000-7000-8000-0000000000b1';
let hospital: TestHospital;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
  const subject = { reference: `Patient/${patient}` };
  const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Weight</div>' };
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, patient, { restricted: false });
    await putMany(tx, [
      { resourceType: 'Patient', id: patient, name: [{ family: 'Okafor' }], managingOrganization: { reference: 'Organization/b-ward' } },
      { resourceType: 'Organization', id: 'b-ward', name: 'Ward', partOf: { reference: 'Organization/b-house' } },
      { resourceType: 'Organization', id: 'b-house', name: 'House', partOf: { reference: 'Organization/b-trust' } },
      { resourceType: 'Organization', id: 'b-trust', name: 'Trust' },
      { resourceType: 'Encounter', id: 'b-visit', status: 'finished', class: { code: 'AMB' }, subject, serviceProvider: { reference: 'Organization/b-ward' } },
      ...['b-1', 'b-2', 'b-3'].map((id, at) => ({
        resourceType: 'Observation', id, text, status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Weight' }, subject,
        encounter: { reference: 'Encounter/b-visit' }, effectiveDateTime: `2024-01-0${at + 1}`, valueQuantity: { value: 60 + at, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        note: [{ text: 'after breakfast' }], component: [{ code: { text: 'shoes' } }],
      })),
      { resourceType: 'Observation', id: 'b-4', status: 'final', code: { text: 'Sum' }, subject, hasMember: [{ reference: 'Observation/b-1' }], derivedFrom: [{ reference: 'Observation/b-4' }] },
    ].map((resource) => ({ resource })));
  });
});
afterAll(() => hospital.close());

const search = (query: string, headers: Record<string, string> = {}) => doctor.send('GET', `/fhir/R4/${query}`, undefined, headers);
const of = (answer: Answer, mode: string): AnyJson[] => {
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  return (answer.body['entry'] ?? []).filter((entry: AnyJson) => entry['search'].mode === mode).map((entry: AnyJson) => entry['resource']);
};
const named = (answer: Answer, mode: string): string[] => of(answer, mode).map(({ resourceType, id }) => `${resourceType}/${id}`).sort();

describe('what comes with a find', () => {
  test.each([
    ['_include=Observation:encounter', ['Encounter/b-visit']],
    ['_include=Observation:encounter&_include=Encounter:service-provider', 'starts at Observation'],
    ['_include=Observation:encounter&_include:iterate=Encounter:service-provider', ['Encounter/b-visit', 'Organization/b-ward']],
    ['_include=Observation:encounter&_include:iterate=Encounter:service-provider&_include:iterate=Organization:partof', ['Encounter/b-visit', 'Organization/b-house', 'Organization/b-trust', 'Organization/b-ward']],
    ['_include=Observation:subject:Patient&_include:iterate=Patient:organization', ['Organization/b-ward', `Patient/${patient}`]],
    ['_include=Observation:subject:Group', []],
    ['_revinclude=Observation:has-member', ['Observation/b-4']],
    // What leads in a circle ends.
    ['_revinclude:iterate=Observation:has-member&_include:iterate=Observation:derived-from', ['Observation/b-4']],
  ])('%s', async (query, expected) => {
    const answer = await search(`Observation?_id=b-1&${query}`);
    if (typeof expected === 'string') {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(expected);
      return;
    }
    expect(named(answer, 'include')).toEqual(expected);
    expect(answer.body['total']).toBe(1);
  });
});

describe('how much of a find is told', () => {
  const first = async (query: string): Promise<AnyJson> => {
    const answer = await search(`Observation?_id=b-1&${query}`);
    const [resource] = of(answer, 'match');
    expect(validateResource(resource!).filter(({ severity }) => severity === 'error')).toEqual([]);
    return resource!;
  };
  const subsetted = { tag: [{ code: 'SUBSETTED', system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue' }] };

  test('_summary=true: what FHIR marks as the summary', async () => {
    const resource = await first('_summary=true');
    expect(resource).toMatchObject({ resourceType: 'Observation', id: 'b-1', status: 'final', effectiveDateTime: '2024-01-01', meta: { versionId: '1', ...subsetted } });
    expect(Object.keys(resource)).toEqual(expect.arrayContaining(['code', 'subject', 'valueQuantity', 'component', 'encounter']));
    for (const left_out of ['text', 'note']) expect(resource).not.toHaveProperty(left_out);
  });

  test('_summary=text: the narrative, and what must be there', async () => {
    const resource = await first('_summary=text');
    expect(Object.keys(resource).sort()).toEqual(['code', 'id', 'meta', 'resourceType', 'status', 'text']);
    expect(resource['meta']).toMatchObject(subsetted);
  });

  test('_summary=data: all but the narrative', async () => {
    const resource = await first('_summary=data');
    expect(resource).not.toHaveProperty('text');
    expect(resource).toMatchObject({ note: [{ text: 'after breakfast' }], meta: subsetted });
  });

  test('_summary=count, and a page of nothing: the number only', async () => {
    for (const query of ['_summary=count', '_count=0']) {
      const { body } = await search(`Observation?patient=${patient}&${query}`);
      expect(body).toMatchObject({ type: 'searchset', total: 4 });
      expect(body).not.toHaveProperty('entry');
    }
  });

  test('_summary=false: all of it', async () => {
    const resource = await first('_summary=false');
    expect(resource).toHaveProperty('text');
    expect(resource['meta']).not.toHaveProperty('tag');
  });

  test('_elements: these, what must be there, and companions the same way', async () => {
    expect(Object.keys(await first('_elements=valueQuantity,note')).sort()).toEqual(['code', 'id', 'meta', 'note', 'resourceType', 'status', 'valueQuantity']);
    const answer = await search('Observation?_id=b-1&_elements=effective&_include=Observation:encounter');
    expect(Object.keys(of(answer, 'match')[0]!)).toContain('effectiveDateTime');
    expect(of(answer, 'match')[0]).not.toHaveProperty('note');
  });
});

describe('what is not understood', () => {
  test.each([
    ['colour=red', 'colour'], ['code:colour=x', 'code'], ['date:exact=2024', 'date'], ['status:above=final', 'status'], ['_id:not=b-1', '_id'], ['_count:exact=2', '_count'],
    ['patient:Nothing=x', 'patient'], ['subject:identifier:Patient=x', 'subject'],
    ['date=2024-13', 'date'], ['date=2024-02-30', 'date'], ['date=xx2024', 'date'], ['date=gele2024', 'date'], ['date=ge', 'date'], ['date=2024-01-01T25:00', 'date'], ['date=', 'date'],
    ['_lastUpdated=yesterday', '_lastUpdated'], ['value-quantity=ge', 'value-quantity'], ['value-quantity=five', 'value-quantity'],
    ['_has:Observation:patient=x', '_has'], ['_has:Nothing:patient:code=x', '_has'], ['_has:Observation:code:code=x', '_has'], ['_has:Observation:colour:code=x', 'colour'],
    ['_has:Observation:patient:colour=x', 'colour'], ['code.text=x', 'code'], ['encounter.colour=x', 'colour'], ['encounter:Nothing.status=x', 'encounter'], ['encounter:Encounter.subject:Patient.colour=x', 'colour'],
    ['encounter.part-of.part-of.part-of.part-of.status=x', 'follows at most 3'],
    ['_sort=colour', '_sort'], ['_sort=code', '_sort'], ['_count=many', '_count'], ['_count=-1', '_count'], ['_total=perhaps', '_total'], ['_summary=short', '_summary'], ['_elements=1x', '_elements'],
    ['_include=Observation', '_include'], ['_include=Observation:colour', '_include'], ['_include=Nothing:subject', '_include'], ['_revinclude=Observation:colour', '_revinclude'], ['_page=x', '_page'],
    ['code:missing=perhaps', 'code'], ['_filter=x', '_filter'], ['_text=x', '_text'], ['_content=x', '_content'], ['_query=x', '_query'], ['_contained=true', '_contained'],
  ])('is refused, and named: %s', async (query, field) => {
    for (const path of [`Observation?${query}`, `Observation?patient=${patient}&${query}`]) {
      const answer = await search(path);
      expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(400);
      expect(answer.body['resourceType']).toBe('OperationOutcome');
      expect(JSON.stringify(answer.body['issue'])).toContain(field);
    }
    // A form says it as an address does.
    expect((await doctor.send('POST', '/fhir/R4/Observation/_search', query, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400);
  });

  test('is passed over for who asks for leniency, and told', async () => {
    const answer = await search(`Observation?patient=${patient}&colour=red&code:colour=x&date=xx2024&_sort=colour&_count=2`, { prefer: 'handling=lenient' });
    expect(named(answer, 'match')).toHaveLength(2);
    const [outcome] = of(answer, 'outcome');
    expect(outcome!['issue'].map(({ severity, expression }: AnyJson) => [severity, expression[0]])).toEqual([
      ['warning', 'http.colour'], ['warning', 'http.code:colour'], ['warning', 'http.date'], ['warning', 'http._sort'],
    ]);
    const self = answer.body['link'].find(({ relation }: AnyJson) => relation === 'self').url;
    // The address of what was done names only what was understood.
    expect(self).not.toMatch(/colour|xx2024/);
    expect((await search(`Observation?patient=${patient}&colour=red`, { prefer: 'handling=strict' })).status).toBe(400);
  });

  test('a search names a type', async () => {
    for (const path of ['?_type=Observation,Patient', '', '?name=x']) {
      const answer = await search(path);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('names a type');
    }
    expect((await search('Bundle?_id=x')).status).toBe(404);
    expect((await search(`Encounter/b-visit/Observation`)).status).toBe(404);
  });
});

describe('a page', () => {
  const nextOf = (answer: Answer): string => {
    const url: string = answer.body['link'].find(({ relation }: AnyJson) => relation === 'next').url;
    return url.slice(url.indexOf('/fhir/R4/') + 9);
  };

  test.each([`Observation?patient=${patient}&_count=2`, `Observation?patient=${patient}&_sort=-date&_count=2`, 'Observation?status=final&_count=2', `Patient/${patient}/Observation?_count=2`, `Observation?patient=${patient}&_sort=value-quantity&_count=2`])(
    'of %s belongs to its search: one that was changed is refused', async (first) => {
      const next = nextOf(await search(first));
      expect(of(await search(next), 'match')).toHaveLength(2);
      const page = /_page=([^&]+)/.exec(next)![1]!;
      const turned = `${page.slice(0, 20)}${page[20] === 'A' ? 'B' : 'A'}${page.slice(21)}`;
      for (const wrong of [next.replace(page, turned), next.replace(page, page.slice(1)), next.replace(page, `${page}AAAA`), `${next}&status=final`, next.replace('Observation', 'Encounter')]) {
        const answer = await search(wrong);
        expect(answer.status, wrong).toBe(400);
        if (!wrong.startsWith('Encounter')) expect(JSON.stringify(answer.body['issue'])).toContain('_page');
      }
    });

  test('that a client made up itself is refused, whatever it holds', async () => {
    for (const place of [[null, 'x'], ['not a time', 'x'], [1, 2], [], {}, 'x', null]) {
      const page = Buffer.from(JSON.stringify(place)).toString('base64url');
      for (const path of [`Observation?patient=${patient}&_page=${'A'.repeat(12)}${page}`, `Patient/${patient}/$everything?_page=${'A'.repeat(12)}${page}`]) expect((await search(path)).status).toBe(400);
      expect((await search(`Observation/_history?_after=${page}`)).status).toBe(400);
    }
  });

  test('a moment before or after all that the database knows is a moment', async () => {
    for (const query of ['_lastUpdated=lt0001', '_lastUpdated=0000', '_lastUpdated=gt9999', '_lastUpdated=le9999-12-31T23:59:59Z', 'date=ge9999', 'date=lt0001-01-01', '_lastUpdated=ap0001']) {
      expect((await search(`Observation?${query}`)).status, query).toBeLessThan(500);
      expect((await search(`Observation?patient=${patient}&${query}`)).status, query).toBeLessThan(500);
    }
    for (const query of ['start=0000', 'end=9999', 'start=0001&end=0002', '_since=9999-12-31']) expect((await search(`Patient/${patient}/$everything?${query}`)).status, query).toBeLessThan(500);
  });
});
