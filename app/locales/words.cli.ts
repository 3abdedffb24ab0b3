import { locales, readCatalogue, sourceLocale, wordsInUse, writeCatalogue } from './catalogue.ts';

// Brings the catalogues up to date with the sources: adds what is new, removes what is used no more, keeps what is
// translated, and says what still waits for a translation.
const used = wordsInUse();
for (const locale of locales) {
  const known = await readCatalogue(locale).catch(() => new Map<string, string>());
  const translations = new Map([...used.keys()].map((text) => [text, known.get(text) || (locale === sourceLocale ? text : '')]));
  await writeCatalogue(locale, translations);
  const waiting = [...translations].filter(([, translation]) => translation === '').map(([text]) => text);
  console.log(`${locale}: ${translations.size} messages, ${waiting.length} not translated`);
  for (const text of waiting) console.log(`  ${used.get(text)}: ${text}`);
}
