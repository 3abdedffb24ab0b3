import { useDirection } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { useCallback } from 'react';
import { rememberLanguage, speak, spokenLanguage, type Language } from './languages.ts';

/** The language of the screens, and how to change it without losing what is on them. */
export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  useLingui();
  const { setDirection } = useDirection();
  const setLanguage = useCallback(
    (language: Language) => {
      rememberLanguage(language);
      void speak(language).then(() => setDirection(language.direction));
    },
    [setDirection],
  );
  return { language: spokenLanguage(), setLanguage };
}
