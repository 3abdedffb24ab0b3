import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../platform/testing/database.ts';
import { type Ask, type Finding, grantsOfApplication, inspectDatabase } from './database.ts';

let hospital: TestDatabase;
const ask: Ask = (text) => hospital.asSuperuser(text);
const lineOf = ({ rule, at }: Finding) => `${rule}: ${at}`;

beforeAll(async () => {
  hospital = await testDatabase();
});
afterAll(() => hospital.close());

describe('the migrated database', () => {
  it('comments, owns and walls everything as it should', async () => {
    expect(await inspectDatabase(ask)).toEqual([]);
  });

  it('gives the application what was reviewed, and no more', async () => {
    await expect(await grantsOfApplication(ask)).toMatchFileSnapshot('./grants.snapshot.txt');
  });
});

describe('the database guard', () => {
  it('finds each planted fault', async () => {
    const seeded = await testDatabase();
    try {
      await seeded.asSuperuser(await readFile(new URL('./seeded/database.sql', import.meta.url), 'utf8'));
      const before = new Set((await inspectDatabase(ask)).map(lineOf));
      await seeded.asSuperuser('alter role openward_app createdb');
      const findings = await inspectDatabase((text) => seeded.asSuperuser(text));
      expect(findings.map(lineOf).filter((line) => !before.has(line))).toEqual([
        'application-is-an-ordinary-role: openward_app',
        'application-owns-nothing: schema seeded_owned',
        'audit-is-never-changed: audit.event update',
        'definer-function-has-a-search-path: staff.seeded_definer()',
        'definer-function-is-not-public: staff.seeded_definer()',
        'foreign-key-points-upstream: staff.seeded_bare seeded_bare_id_fkey',
        'granted-table-has-a-policy: staff.seeded_closed',
        'instant-has-a-zone: staff.seeded_bare.born',
        'nothing-is-public: staff.seeded_open SELECT',
        'patient-table-says-what-erasure-does: exchange.seeded_forgotten',
        'personal-column-has-a-comment: staff.seeded_bare.born',
        'personal-column-has-a-comment: staff.seeded_bare.id',
        'policy-asks-something: staff.seeded_open seeded_everybody',
        'row-security-is-forced: platform.seeded_person',
        'row-security-is-forced: staff.seeded_bare',
        'row-security-is-forced: staff.seeded_unforced',
        'sealed-column-exists: platform.seeded_secret.id',
        'sealed-column-exists: staff.seeded_gone.secret',
        'sealed-column-is-declared: platform.seeded_secret.other',
        'sealed-column-is-declared: platform.seeded_secret.secret',
        'sealed-column-names-its-row: platform.seeded_secret.id',
        'table-has-a-comment: staff.seeded_bare',
      ]);
    } finally {
      await seeded.asSuperuser('alter role openward_app nocreatedb');
      await seeded.close();
    }
  });

  it('fails when it is shown a database without tables', async () => {
    await expect(inspectDatabase(() => Promise.resolve([]))).rejects.toThrow('not migrated');
  });
});
