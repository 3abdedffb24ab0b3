import { nameUses } from '../../contract/person.ts';
import { extension, extensionUrls } from './extensions.ts';
import { member, textOf, textsOf, viewOf, wordOf } from '@openward/platform/fhir';
import { period, type WithPeriod } from './period.ts';

export interface NameFields extends WithPeriod {
  use: (typeof nameUses)[number] | null;
  script: string | null;
  text: string | null;
  family: string | null;
  given: string[];
  prefix: string[];
  suffix: string[];
}

/** The script of a name is its language extension without a language: `und-Arab`. */
const scriptTag = /^und-([A-Z][a-z]{3})$/;

/** A row of `patients.name` as a FHIR HumanName. */
export const humanName = viewOf<NameFields>([
  member('use', 'use', (value) => wordOf(value, nameUses)),
  member('text', 'text', textOf),
  member('family', 'family', textOf),
  member('given', 'given', textsOf),
  member('prefix', 'prefix', textsOf),
  member('suffix', 'suffix', textsOf),
  extension(
    'script', extensionUrls.language,
    (sent) => scriptTag.exec(textOf(sent['valueCode']) ?? '')?.[1] ?? null,
    (script: string) => ({ valueCode: `und-${script}` }),
  ),
  period(),
]);
