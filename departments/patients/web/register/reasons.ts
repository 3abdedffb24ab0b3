import { words, type Translate } from '@openward/platform/ui';

const howAlike: Record<string, string> = {
  'is the same': words('is the same'),
  'has the same words': words('has the same words'),
  'is spelt nearly the same': words('is spelt nearly the same'),
  'is a short form': words('is a short form'),
  'sounds alike': words('sounds alike'),
  'has the same initial': words('has the same initial'),
  differs: words('differs'),
  'is not known': words('is not known'),
};

/**
 * Why two records look like one person, in the language of the screen. The server says it in English; what it says of
 * names is put together out of a few parts.
 */
export function reasonWord(text: string, t: Translate, say: (sentence: string) => string): string {
  const parts = /^(?:Family name (?<family>.+), given name (?<given>.+)|Name (?<whole>.+))$/.exec(text)?.groups;
  const part = (name: string) => t(howAlike[parts?.[name] ?? ''] ?? (parts?.[name] as string));
  if (parts?.['whole'] !== undefined) return t('Name {likeness}', { likeness: part('whole') });
  if (parts?.['family'] !== undefined) return t('Family name {family}, given name {given}', { family: part('family'), given: part('given') });
  return say(text);
}
