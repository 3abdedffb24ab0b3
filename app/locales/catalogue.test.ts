import { createCompiledCatalog } from '@lingui/cli/api';
import { describe, expect, test } from 'vitest';
import { locales, readCatalogue, sourceLocale, wordsInUse } from './catalogue.ts';

const used = wordsInUse();

/** The places of a message, such as `{name}`; what plurals say inside counts once. */
function places(message: string): string[] {
  const named = [...message.matchAll(/\{(\w+)(?:\}|, *(?:plural|select))/g)].map(([, name]) => name as string);
  return [...new Set(named)].sort();
}

test('the screens are not silent', () => expect(used.size).toBeGreaterThan(500));

describe.each(locales)('the catalogue %s', (locale) => {
  test('holds every message of the screens, translated, and no other', async () => {
    const catalogue = await readCatalogue(locale);
    const missing = [...used].filter(([text]) => (catalogue.get(text) ?? '') === '').map(([text, place]) => `${place}: ${text}`);
    expect(missing, 'run node app/locales/words.cli.ts, then translate what it names').toEqual([]);
    expect([...catalogue.keys()].filter((text) => !used.has(text))).toEqual([]);
  });

  test('keeps the places of every message', async () => {
    const catalogue = await readCatalogue(locale);
    const wrong = [...catalogue].filter(([text, translation]) => places(text).join() !== places(translation).join());
    expect(wrong).toEqual([]);
  });

  test('can be compiled', async () => {
    const messages = Object.fromEntries(await readCatalogue(locale));
    expect(createCompiledCatalog(locale, messages, { namespace: 'es' }).errors).toEqual([]);
  });
});

test('Arabic has a form for each of its six plurals', async () => {
  const plurals = [...(await readCatalogue('ar'))].filter(([text]) => text.includes(', plural,'));
  expect(plurals.length).toBeGreaterThan(3);
  for (const [, translation] of plurals) {
    expect(translation).toMatch(/(?:zero|=0) \{/);
    for (const form of ['one', 'two', 'few', 'many', 'other']) expect(translation).toContain(`${form} {`);
  }
});

test('English is what stands in the source', async () => {
  const catalogue = await readCatalogue(sourceLocale);
  expect([...catalogue].filter(([text, translation]) => text !== translation)).toEqual([]);
});
