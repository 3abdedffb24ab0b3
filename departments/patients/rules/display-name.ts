import type { NameShown } from '../contract/record.ts';

type NameParts = Pick<NameShown, 'use' | 'text' | 'family' | 'given' | 'prefix'>;

/** Which of several names a person is shown under: the official one, else the one in daily use; an old one last. */
const preference = ['official', 'usual', null, 'temp', 'anonymous', 'nickname', 'maiden', 'old'] as const;

/** The name to show a person under; null when there is none. */
export function chiefName<N extends Pick<NameShown, 'use'>>(names: readonly N[]): N | null {
  for (const use of preference) {
    const found = names.find((name) => name.use === use);
    if (found !== undefined) return found;
  }
  return null;
}

/** `FAMILY, Given (Title)`; a single name, or a name that is only text, stands as it is. */
export function displayName(names: readonly NameParts[]): string {
  const name = chiefName(names);
  if (name === null) return 'Name not recorded';
  const given = name.given.join(' ');
  const title = name.prefix.length > 0 ? ` (${name.prefix.join(' ')})` : '';
  if (name.family !== null && given !== '') return `${name.family.toUpperCase()}, ${given}${title}`;
  if (name.family !== null) return `${name.family.toUpperCase()}${title}`;
  if (given !== '') return `${given}${title}`;
  return name.text ?? 'Name not recorded';
}

/** What lists are ordered by: the display name's parts without accents and capitals. */
export function sortName(names: readonly NameParts[]): string {
  const name = chiefName(names);
  const parts = name === null ? [] : [name.family, name.given.join(' ')].filter(Boolean);
  const text = parts.length > 0 ? parts.join(' ') : (name?.text ?? '');
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The name of somebody whom nobody knows, such as `Unknown Male 2026-11-22 #3`. */
export function temporaryName(sex: string, day: string, count: number): string {
  const word = sex === 'male' || sex === 'female' ? `${sex[0]?.toUpperCase()}${sex.slice(1)}` : 'Person';
  return `Unknown ${word} ${day} #${count}`;
}
