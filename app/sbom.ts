import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  link?: boolean;
  optional?: boolean;
}

export interface Component {
  type: 'library';
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses?: { expression: string }[];
  hashes?: { alg: string; content: string }[];
}

const algorithms: Record<string, string> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/**
 * A bill of materials of what a running hospital has in it, as CycloneDX 1.6: every installed package of the lock file that is not for development
 * alone, with its licence and the sum that it was installed by. `there` says whether a package of the lock file lies on this machine.
 */
export function billOfMaterials(lock: { version: string; packages: Record<string, Locked> }, there: (place: string) => boolean) {
  const components = Object.entries(lock.packages).flatMap(([place, { version, license, integrity, dev, link }]): Component[] => {
    if (!place.includes('node_modules/') || dev === true || link === true || version === undefined || !there(place)) return [];
    const name = place.split('node_modules/').at(-1)!;
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const [algorithm = '', sum = ''] = (integrity ?? '').split(' ')[0]!.split(/-(.*)/s);
    return [{
      type: 'library', 'bom-ref': `${purl}#${place}`, name, version, purl,
      ...(license !== undefined && !license.startsWith('SEE ') && { licenses: [{ expression: license }] }),
      ...(algorithm in algorithms && { hashes: [{ alg: algorithms[algorithm]!, content: Buffer.from(sum, 'base64').toString('hex') }] }),
    }];
  });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'openward', name: 'openward', version: lock.version } },
    components,
  };
}

/** As `billOfMaterials`, of this checkout. */
export function ownBillOfMaterials(root = path.join(import.meta.dirname, '..')) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { version: string; packages: Record<string, Locked> };
  return billOfMaterials(lock, (place) => existsSync(path.join(root, place)));
}
