import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('hl7.fhir.r4.examples/package.json'));

/** HL7's examples of FHIR R4, for tests: the files, by name. */
export function officialExamples(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'package.json' && !name.startsWith('.')).sort().map((name) => path.join(folder, name));
}
