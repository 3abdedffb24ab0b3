import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findLicences, type LockedPackage } from './licences.ts';

const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, LockedPackage>>;

it('every package that we ship or build with lets a hospital use it freely', async () => {
  const { packages = {} } = await read('package-lock.json');
  const { dependencies = {}, devDependencies = {} } = await read('package.json');
  expect(Object.keys(packages).length).toBeGreaterThan(300);
  expect(findLicences(packages, Object.keys({ ...dependencies, ...devDependencies }))).toEqual([]);
});

it('one that does not is found', () => {
  const planted = {
    'node_modules/copyleft': { license: 'AGPL-3.0-only' },
    'node_modules/nothing': {},
    'node_modules/either': { license: '(GPL-2.0 OR MIT)' },
    'node_modules/both': { license: 'MIT AND GPL-3.0-only' },
    'node_modules/added': { license: 'CC-BY-4.0' },
    'node_modules/company': { license: 'CC-BY-4.0' },
    'node_modules/parent/node_modules/added': { license: 'CC-BY-4.0' },
    'departments/ours': {},
  };
  expect(findLicences(planted, ['added'])).toEqual(['copyleft: AGPL-3.0-only', 'nothing: none', 'both: MIT AND GPL-3.0-only', 'added: CC-BY-4.0']);
});
