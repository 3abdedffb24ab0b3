import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatter } from '@lingui/format-po';
import { findWords } from './extract.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const format = formatter({ explicitIdAsDefault: true, origins: false });

export const sourceLocale = 'en';
export const locales = ['en', 'ar'] as const;
export type Locale = (typeof locales)[number];

const sources = [
  'app/web.tsx',
  'app/web/**/*.{ts,tsx}',
  'platform/ui/**/*.{ts,tsx}',
  'departments/*/{web,contract,server,rules}/**/*.{ts,tsx}',
  'platform/{auth,http,installation}/**/*.ts',
];

/** Every message of the screens, and a place where it stands. What an import reports is read in a terminal, in English. */
export function wordsInUse(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync(sources, { cwd: root }).sort()) {
    if (/\.test\.tsx?$|^departments\/exchange\//.test(file)) continue;
    for (const { text, line } of findWords(`/${file}`, readFileSync(`${root}${file}`, 'utf8'))) {
      if (!found.has(text)) found.set(text, `${file}:${line}`);
    }
  }
  return found;
}

const pathOf = (locale: Locale) => `${root}app/locales/${locale}.po`;
const context = (locale: Locale) => ({ locale, sourceLocale, filename: pathOf(locale) });

/** The translations of a catalogue, by message; a message without one is an empty text. */
export async function readCatalogue(locale: Locale): Promise<Map<string, string>> {
  const messages = await format.parse(readFileSync(pathOf(locale), 'utf8'), context(locale));
  return new Map(Object.entries(messages).map(([id, { translation }]) => [id, translation ?? '']));
}

/** Writes a catalogue, sorted by message. */
export async function writeCatalogue(locale: Locale, translations: ReadonlyMap<string, string>): Promise<void> {
  const sorted = [...translations].sort(([a], [b]) => (a < b ? -1 : 1));
  const messages = Object.fromEntries(sorted.map(([id, translation]) => [id, { translation }]));
  const existing = existsSync(pathOf(locale)) ? readFileSync(pathOf(locale), 'utf8') : undefined;
  writeFileSync(pathOf(locale), await format.serialize(messages, { ...context(locale), existing }));
}
