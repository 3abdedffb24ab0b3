import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { terminologyContract as contract, type Code, type CodeKind } from '../../contract/index.ts';
import { ancestors } from './lookup.sql.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital({ terminology: routes });
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

async function found(kind: CodeKind, query: string, limit?: number): Promise<Code[]> {
  const { status, body } = await doctor.call<{ codes: Code[] }>(contract.searchCodes, { kind, query, limit });
  expect(status).toBe(200);
  return body.codes;
}
const codes = async (kind: CodeKind, query: string) => (await found(kind, query)).map(({ code }) => code);

describe('finding a code', () => {
  it('finds words that are begun, in any order, and without accents', async () => {
    expect((await found('problem', 'mell diab typ 2'))[0]).toEqual({
      system: 'http://hl7.org/fhir/sid/icd-10-cm', system_name: 'ICD-10-CM', code: 'E11.9', kind: 'problem',
      display: 'Type 2 diabetes mellitus without complications',
    });
    expect(await codes('problem', 'CRÖHN')).toEqual(['K50.90']);
  });

  it('finds by other words, which the code does not show', async () => {
    expect((await codes('medicine', 'tylenol'))).toEqual([]);
    expect((await codes('medicine', 'acetamin'))[0]).toBe('N02BE01');
    expect((await codes('laboratory', 'fbc'))).toContain('58410-2');
  });

  it('finds a code however its punctuation is typed, before all words', async () => {
    for (const typed of ['E11.9', 'e119', 'E11-9', 'e11.9']) expect((await codes('problem', typed))[0]).toBe('E11.9');
    expect((await codes('unit', 'mg'))[0]).toBe('mg');
    expect((await codes('laboratory', '2345-7'))[0]).toBe('2345-7');
    expect(await codes('vaccine', '08')).toContain('08');
  });

  it('gives the usual first, and the most usual where nothing is typed', async () => {
    expect((await codes('problem', ''))[0]).toBe('I10');
    const answers = await found('medicine', 'am', 5);
    expect(answers.slice(0, 2).map(({ display }) => display)).toEqual(['amlodipine', 'amoxicillin']);
    expect(answers).toHaveLength(5);
  });

  it('keeps to the kind', async () => {
    expect(await codes('allergen', 'peanut')).toEqual(['762952008']);
    expect(await codes('problem', 'peanut')).toEqual([]);
    expect(await codes('visit_reason', 'cough')).toEqual(['R05.9']);
  });

  it('takes signs that mean something to a search engine as what they are', async () => {
    for (const typed of ["'", '\\', ':*', '& | !', "a' & 'b", '((', '%', '_', '日本', '😀', '\u{10FFFF}']) {
      expect(Array.isArray(await found('problem', typed)), typed).toBe(true);
    }
    expect(await codes('unit', '%')).not.toEqual([]);
  });

  it('is not for those who neither see patients nor write of them', async () => {
    const accountant = await hospital.signIn('accountant');
    expect((await accountant.call(contract.searchCodes, { kind: 'problem', query: 'flu' })).status).toBe(403);
  });
});

describe('one code', () => {
  it('tells all that is known of it', async () => {
    const { status, body } = await doctor.call(contract.lookupCode, { system: 'http://loinc.org', code: '718-7' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ system_name: 'LOINC', display: 'Hemoglobin [Mass/volume] in Blood', active: true, properties: { unit: 'g/dL' } });
  });

  it('says that it is not known', async () => {
    const { status, body } = await doctor.call(contract.lookupCode, { system: 'http://loinc.org', code: '0-0' });
    expect([status, body['code']]).toEqual([404, 'terminology.unknown_code']);
  });

  it('knows the classes of a medicine', async () => {
    const classes = await hospital.database.transaction({ scope: 'staff' }, (tx) => ancestors(tx, 'http://www.whocc.no/atc', 'J01CA04'));
    expect(classes).toEqual(['J', 'J01', 'J01C', 'J01CA']);
  });
});
