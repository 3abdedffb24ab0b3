import { Button, Group } from '@mantine/core';
import { useLanguage } from '../languages/useLanguage.ts';
import { languages } from '../languages/languages.ts';

/** The other languages, in their own words. */
export function LanguageLinks() {
  const { language, setLanguage } = useLanguage();
  return (
    <Group justify="center" gap={4}>
      {languages
        .filter(({ code }) => code !== language.code)
        .map((each) => (
          <Button key={each.code} variant="subtle" lang={each.code} onClick={() => setLanguage(each)}>
            {each.name}
          </Button>
        ))}
    </Group>
  );
}
