import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { records } from '@openward/records/api';
import { patientsContract } from '../contract/index.ts';
import { adoptPatients, findByIdentifier, revealPatient, type Adoptee, type Adoption } from './api.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
});
afterAll(() => hospital.close());

const adopt = (...items: Adoptee[]): Promise<Adoption[]> => hospital.database.transaction({ scope: 'system' }, (tx) => adoptPatients(tx, items));
const kept = (id: string) => hospital.database.transaction({ scope: 'system' }, async (tx) => {
  const found = await records.get(tx, 'Patient', id);
  return { version: found?.version, resource: JSON.parse(found?.json ?? '{}') as Record<string, unknown> };
});

const sent = (more: object = {}) => ({
  resourceType: 'Patient', id: crypto.randomUUID(), active: true,
  meta: { profile: ['http://example.org/profile'] },
  extension: [{ url: 'http://example.org/race', valueString: 'x' }],
  identifier: [
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-12-3456', type: { text: 'SSN' } },
    { system: 'urn:mrn', value: 'M1', assigner: { reference: 'Organization/1' } },
  ],
  name: [{ use: 'official', family: 'Koepp', given: ['Abdul'], _family: { extension: [{ url: 'urn:own', valueString: 'y' }] } }],
  birthDate: '1969-07-20', _birthDate: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '1969-07-20T20:17:40Z' }] },
  maritalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'S' }], text: 'Never Married' },
  photo: [{ url: 'http://example.org/p.png' }],
  ...more,
});

describe('adopting patients of another system', () => {
  it('registers them under their ids, with numbers of this hospital, and keeps all that was sent', async () => {
    const resource = sent();
    const [adoption] = await adopt({ resource });
    expect(adoption).toMatchObject({ patient_id: resource.id, outcome: 'created', hospital_number: expect.stringMatching(/^\d{8,}$/) as string });
    const { resource: back } = await kept(resource.id);
    expect(JSON.stringify(back)).not.toContain('999-12-3456');
    const clear = await hospital.database.transaction({ scope: 'system' }, (tx) => revealPatient(tx, back)) as typeof resource & { meta: object };
    expect({ ...clear, identifier: clear.identifier.slice(1), meta: { profile: clear.meta.profile } }).toEqual(resource);
    const [row] = await hospital.asSuperuser<{ kept: unknown; read: unknown; sources: unknown; sent: unknown }>(
      `select document as kept, patients.document_of(patient_id) as read, sources, patients.sources_of(patient_id) as sent
       from patients.version where patient_id = $1`, [resource.id]);
    expect([row?.kept, row?.sources]).toEqual([row?.read, row?.sent]);
    const opened = await desk.call(patientsContract.read, { patient_id: resource.id });
    expect(opened.body['patient']).toMatchObject({ display_name: 'KOEPP, Abdul', marital_status: 'S', identifiers: [{ masked: '••••56' }, { value: 'M1' }] });
  });

  it('changes nothing the second time, also within one call', async () => {
    const resource = sent();
    const outcomes = await adopt({ resource }, { resource });
    expect(outcomes).toMatchObject([{ outcome: 'created' }, { outcome: 'unchanged' }]);
    expect(await adopt({ resource })).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await kept(resource.id)).toMatchObject({ version: 1 });
  });

  it('takes a newer resource over, but never what people have changed here', async () => {
    const resource = sent();
    await adopt({ resource });
    expect(await adopt({ resource: { ...resource, gender: 'male' } })).toMatchObject([{ outcome: 'updated' }]);
    const changed = await desk.call(patientsContract.update, { patient_id: resource.id, version: 2, changes: { religion: 'Druze' } });
    expect(changed.body).toMatchObject({ sex: 'male', religion: 'Druze' });
    const { resource: back } = await kept(resource.id);
    expect(back).toMatchObject({ extension: [{ url: 'http://example.org/race' }, { url: expect.stringContaining('religion') as string }], photo: resource.photo, _birthDate: resource._birthDate });
    expect(await adopt({ resource: { ...resource, gender: 'female' } })).toMatchObject([{ outcome: 'kept' }]);
    expect((await desk.call(patientsContract.read, { patient_id: resource.id })).body['patient']).toMatchObject({ sex: 'male', version: 3 });
  });

  it('keeps numbers as they were written, where it is given the text', async () => {
    const resource = sent({ extension: [{ url: 'urn:weight', valueDecimal: 3.5 }] });
    const resource_text = JSON.stringify(resource).replace('3.5', '3.50');
    await adopt({ resource, resource_text });
    const [row] = await hospital.asSuperuser<{ body: string }>('select body::text as body from records.resource where id = $1', [resource.id]);
    expect(row?.body).toContain('"valueDecimal":3.50');
  });

  it('refuses one and takes the others', async () => {
    const nobody = { url: 'https://openward.org/fhir/StructureDefinition/patient-mother', valueReference: { reference: `Patient/${crypto.randomUUID()}` } };
    const [good, orphan, broken] = [sent(), sent({ extension: [nobody] }), sent({ name: [{ text: 'a\u0000b' }] })];
    const outcomes = await adopt({ resource: good }, { resource: orphan }, { resource: broken });
    expect(outcomes).toMatchObject([{ outcome: 'created' }, { refused: { code: 'patients.unknown_relative' } }, { refused: { code: 'input.unstorable_text' } }]);
    const mother = { ...nobody, valueReference: { reference: `Patient/${good.id}` } };
    expect(await adopt({ resource: sent({ extension: [mother] }) })).toMatchObject([{ outcome: 'created' }]);
  });

  it('restricts whom the sender marked', async () => {
    const resource = sent({ meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } });
    await adopt({ resource });
    expect((await desk.call(patientsContract.read, { patient_id: resource.id })).status).toBe(403);
  });

  it('finds a patient by any number, the secret ones too', async () => {
    const resource = sent({ identifier: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: '888-77-6655' }, { system: 'urn:mrn', value: 'UNIQ-9' }] });
    const [adoption] = await adopt({ resource });
    const find = (identifier: { system?: string; value: string }) => hospital.database.transaction({ scope: 'system' }, (tx) => findByIdentifier(tx, identifier));
    expect(await find({ system: 'urn:mrn', value: 'UNIQ-9' })).toEqual([resource.id]);
    expect(await find({ value: '888 77 6655' })).toEqual([resource.id]);
    expect(await find({ system: 'urn:other', value: 'UNIQ-9' })).toEqual([]);
    expect(await find({ value: (adoption as { hospital_number: string }).hospital_number })).toEqual([resource.id]);
  });

  const samples = process.env['OPENWARD_SAMPLES'] ?? '';
  it.skipIf(samples === '')('adopts the patients of real files, and gives each back as it was sent', async () => {
    const bundles = readdirSync(samples).filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(samples, name), 'utf8')) as { entry?: { resource: { resourceType: string; id: string } }[] });
    const patients = bundles.flatMap(({ entry = [] }) => entry.map(({ resource }) => resource)).filter(({ resourceType }) => resourceType === 'Patient');
    expect(patients.length).toBeGreaterThan(0);
    const outcomes = await adopt(...patients.map((resource) => ({ resource })));
    expect(outcomes.every((each) => 'outcome' in each && each.outcome === 'created')).toBe(true);
    for (const patient of patients) {
      const { resource } = await kept(patient.id);
      const clear = await hospital.database.transaction({ scope: 'system' }, (tx) => revealPatient(tx, resource)) as { identifier: object[]; meta: Record<string, unknown> };
      const { versionId: _v, lastUpdated: _l, ...meta } = clear.meta;
      expect({ ...clear, identifier: clear.identifier.slice(1), meta }).toEqual({ meta: {}, ...patient });
    }
  });
});
