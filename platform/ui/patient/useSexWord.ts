import { words, useWords } from '../words/words.ts';

const sexes: Record<string, string> = {
  male: words('Male'),
  female: words('Female'),
  other: words('Other'),
  unknown: words('Not known'),
};

/** The word for an administrative sex. */
export function useSexWord(): (sex: string) => string {
  const t = useWords();
  return (sex) => t(sexes[sex] ?? sex);
}
