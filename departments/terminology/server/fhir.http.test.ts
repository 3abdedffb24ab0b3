import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import type { Tx } from '@openward/platform/db';
import { expand, lookup, subsumes, validateCode, valueSetOf } from './fhir.ts';

let testing: TestDatabase;
beforeAll(async () => { testing = await testDatabase(); });
afterAll(() => testing.close());

const ask = <T>(fn: (tx: Tx) => Promise<T>) => testing.database.transaction({ scope: 'staff' }, fn);
const [atc, loinc, icd] = ['http://www.whocc.no/atc', 'http://loinc.org', 'http://hl7.org/fhir/sid/icd-10-cm'];
const resultOf = async (input: Parameters<typeof validateCode>[1]) => ((await ask((tx) => validateCode(tx, input)))['parameter'] as { valueBoolean?: boolean }[])[0]?.valueBoolean;

describe('the operations of FHIR terminology', () => {
  it('look a code up', async () => {
    expect(await ask((tx) => lookup(tx, loinc, '718-7'))).toMatchObject({
      resourceType: 'Parameters',
      parameter: expect.arrayContaining([
        { name: 'name', valueString: 'LOINC' }, { name: 'display', valueString: 'Hemoglobin [Mass/volume] in Blood' },
        { name: 'property', part: [{ name: 'code', valueCode: 'unit' }, { name: 'value', valueString: 'g/dL' }] },
      ]),
    });
    expect(await ask((tx) => lookup(tx, loinc, 'x'))).toBeNull();
  });

  it('judge a code: its system, its value set, its words', async () => {
    expect(await resultOf({ system: icd, code: 'I10' })).toBe(true);
    expect(await resultOf({ system: icd, code: 'I10', display: 'ESSENTIAL (primary) hypertension' })).toBe(true);
    expect(await resultOf({ system: icd, code: 'I10', display: 'Asthma' })).toBe(false);
    expect(await resultOf({ system: icd, code: 'I10', url: valueSetOf('problem') })).toBe(true);
    expect(await resultOf({ system: icd, code: 'I10', url: valueSetOf('vaccine') })).toBe(false);
    expect(await resultOf({ system: icd, code: 'I10', url: 'http://example.org/vs' })).toBe(false);
    expect(await resultOf({ system: icd, code: 'NOPE' })).toBe(false);
  });

  it('know which code is wider', async () => {
    const outcome = async (a: string, b: string) => (await ask((tx) => subsumes(tx, atc, a, b)))['parameter'];
    expect(await outcome('J01C', 'J01CA04')).toEqual([{ name: 'outcome', valueCode: 'subsumes' }]);
    expect(await outcome('J01CA04', 'J01C')).toEqual([{ name: 'outcome', valueCode: 'subsumed-by' }]);
    expect(await outcome('J01CA04', 'N02BE01')).toEqual([{ name: 'outcome', valueCode: 'not-subsumed' }]);
  });

  it('expand a value set by what is typed', async () => {
    const found = await ask((tx) => expand(tx, { url: valueSetOf('vaccine'), filter: 'measles', now: new Date('2026-01-01') }));
    expect(found).toMatchObject({ resourceType: 'ValueSet', expansion: { timestamp: '2026-01-01T00:00:00.000Z', contains: expect.arrayContaining([expect.objectContaining({ code: '03' })]) } });
    expect(await ask((tx) => expand(tx, { url: 'http://example.org/vs', now: new Date() }))).toBeNull();
  });
});
