import { clinicalInstant, type Translate } from '@openward/platform/ui';
import { channelWords, consentWords, identifierWords, maritalWords, relatedRoleWords, relationshipWords } from '../choices.ts';

/** What only machines read, or what says the same again. */
const hidden = new Set(['id', 'e164', 'payer_id', 'subscriber_patient_id', 'linked_patient_id', 'media_type', 'use', 'system', 'script', 'rank', 'type']);
const codeWords: Readonly<Record<string, string>> = {
  ...relationshipWords,
  ...channelWords,
  ...consentWords,
  ...relatedRoleWords,
  ...identifierWords,
};

/** A value out of a version as one line, in words. */
export function changeText(value: unknown, t: Translate): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return textOf(value, t);
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return listed(value.map((each) => changeText(each, t)), '; ');
  return listed(
    Object.entries(value)
      .filter(([name, each]) => !hidden.has(name) && each !== false)
      .map(([, each]) => changeText(each, t)),
    ' ',
  );
}

const listed = (texts: readonly string[], separator: string) => texts.filter((text) => text !== '').join(separator);

function textOf(value: string, t: Translate): string {
  if (/^\d{4}-\d{2}(-\d{2}(T.*)?)?$/.test(value)) return clinicalInstant(value);
  const label = codeWords[value] ?? (/^[A-Z]+$/.test(value) ? maritalWords[value] : undefined);
  return label === undefined ? value : t(label);
}
