import { i18n, type Messages } from '@lingui/core';

export const languages = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
] as const;

export type Language = (typeof languages)[number];

const catalogues = import.meta.glob<{ messages: Messages }>('../../locales/*.po');
/** Only the choice of language is kept in the browser: nothing of a patient, nothing of a person. */
const remembered = 'openward.language';

/** The language to begin with: the one chosen here before, else the first of the browser that we speak, else English. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(remembered), ...navigator.languages];
  for (const tag of wanted) {
    const found = languages.find(({ code }) => tag === code || tag?.startsWith(`${code}-`));
    if (found !== undefined) return found;
  }
  return languages[0];
}

/** Loads the words of a language and shows every screen in it, in its direction. */
export async function speak(language: Language): Promise<void> {
  const load = catalogues[`../../locales/${language.code}.po`];
  if (load === undefined) throw new Error(`There is no catalogue for ${language.code}`);
  const { messages } = await load();
  // A message that no catalogue holds is shown as it stands in the source: English needs no more, and a mistake stays readable.
  i18n.setMessagesCompiler((message) => [message]);
  i18n.loadAndActivate({ locale: language.code, messages });
  document.documentElement.lang = language.code;
  document.documentElement.dir = language.direction;
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(remembered, language.code);
}

/** The language that is spoken now. */
export function spokenLanguage(): Language {
  return languages.find(({ code }) => code === i18n.locale) ?? languages[0];
}
