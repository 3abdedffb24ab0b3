import type { PatientRecord } from '../../contract/index.ts';

/** An address as one line. */
export function addressText(address: PatientRecord['addresses'][number]): string {
  const { text, lines, city, district, state, postal_code, country } = address;
  const parts = [...lines, city, district, state, postal_code, country].filter((part) => part !== null && part !== '');
  return parts.length > 0 ? parts.join(', ') : (text ?? '');
}

/** A language by its name, in the language of the screen. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A name as it is spoken: title, given, family. */
export function spokenName(name: PatientRecord['names'][number]): string {
  return name.text ?? [...name.prefix, ...name.given, name.family, ...name.suffix].filter(Boolean).join(' ');
}
