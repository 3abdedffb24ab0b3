import type { CodeKind } from '../../../contract/index.ts';
import { CodesUnreadable, fileLike, type CodeFiles, type CodeSource, type LoadedCode } from '../loaded-code.ts';
import { cut, dateIn, tabRows } from '../rows.ts';

const system = 'http://snomed.info/sct';
const fullySpecified = '900000000000003001';
const preferred = '900000000000548007';
const isA = '116680003';

const kindsOfTag: Record<string, CodeKind[]> = {
  disorder: ['problem'], finding: ['problem', 'reaction'], situation: ['problem'], event: ['problem'],
  procedure: ['procedure'], 'regime/therapy': ['procedure'], 'body structure': ['body_site'], substance: ['allergen'],
  product: ['medicine'], 'medicinal product': ['medicine'], 'medicinal product form': ['medicine'], 'clinical drug': ['medicine'],
};

/** “Asthma (disorder)”: the name, and what sort of thing it is. */
function withoutTag(name: string): { text: string; tag: string } {
  const [, text = name, tag = ''] = /^(.*) \(([^()]+)\)$/.exec(name) ?? [];
  return { text, tag };
}

interface Concept { active: boolean; fsn: string; synonyms: [id: string, term: string][]; parents: string[] }

/** SNOMED CT in release format 2, a snapshot: its concepts, English descriptions, is-a relationships, and preferred terms. */
export const snomedRf2: CodeSource = {
  system,
  complete: true,
  version: async (files) => dateIn(fileLike(files, /sct2_Concept_Snapshot/i, 'sct2_Concept_Snapshot_….txt')),
  async *read(files) {
    const concepts = new Map<string, Concept>();
    for await (const [id = '', , active] of rows(files, /sct2_Concept_Snapshot/i, 'concepts')) {
      concepts.set(id, { active: active === '1', fsn: '', synonyms: [], parents: [] });
    }
    for await (const [id = '', , active, , concept = '', language, type, term = ''] of rows(files, /sct2_Description_Snapshot-?en/i, 'English descriptions')) {
      const found = active === '1' && language === 'en' ? concepts.get(concept) : undefined;
      if (found === undefined) continue;
      if (type === fullySpecified) found.fsn = term;
      else found.synonyms.push([id, term]);
    }
    for await (const [, , active, , from = '', to = '', , type] of rows(files, /sct2_Relationship_Snapshot/i, 'relationships')) {
      if (active === '1' && type === isA) concepts.get(from)?.parents.push(to);
    }
    const best = new Set<string>();
    if (files.names.some((name) => languageSet.test(name))) {
      for await (const [, , active, , , description = '', acceptability] of rows(files, languageSet, 'language set')) {
        if (active === '1' && acceptability === preferred) best.add(description);
      }
    }
    for (const [code, concept] of concepts) yield* codeOf(code, concept, best);
  },
};
const languageSet = /der2_cRefset_LanguageSnapshot-?en/i;

async function* rows(files: CodeFiles, pattern: RegExp, what: string): AsyncGenerator<string[]> {
  let first = true;
  for await (const line of files.lines(fileLike(files, pattern, `snapshot of ${what}`))) {
    if (!first && line !== '') yield cut(line, '\t');
    first = false;
  }
}

function* codeOf(code: string, { active, fsn, synonyms, parents }: Concept, best: ReadonlySet<string>): Generator<LoadedCode> {
  const { text, tag } = withoutTag(fsn);
  const display = synonyms.find(([id]) => best.has(id))?.[1] ?? (text || synonyms[0]?.[1]);
  if (display === undefined || display === '') return;
  const terms = [...new Set([text, ...synonyms.map(([, term]) => term)])].filter((term) => term !== '' && term !== display);
  yield { code, display, terms, kinds: kindsOfTag[tag] ?? [], active, parents, properties: { tag } };
}

/** The Global Patient Set, a free part of SNOMED CT: one list of concepts with their names. */
export const snomedGps: CodeSource = {
  system,
  // A part says nothing of the rest.
  complete: false,
  version: async ({ source, names }) => dateIn([source, ...names].join(' ')),
  async *read(files) {
    const name = files.names.length === 1 ? files.names[0]! : fileLike(files, /GPS[^/\\]*\.(txt|tsv)$/i, 'list of the Global Patient Set');
    for await (const row of tabRows(files, name)) {
      const column = (pattern: RegExp) => Object.entries(row).find(([key]) => pattern.test(key))?.[1] ?? '';
      const code = column(/^(concept ?id|sctid|id|referencedComponentId)$/i);
      const { text, tag } = withoutTag(column(/fsn|fully/i));
      const display = column(/preferred|^pt$|^term$/i) || text;
      if (code === '' && text === '') throw new CodesUnreadable(`${name} has no columns conceptId and FSN`);
      if (!/^\d{6,18}$/.test(code) || display === '') continue;
      yield { code, display, terms: text !== '' && text !== display ? [text] : [], kinds: kindsOfTag[tag] ?? [], active: !/^(0|false|inactive)$/i.test(column(/active|status/i)), properties: { tag } };
    }
  },
};
