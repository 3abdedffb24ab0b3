import { isNumberText } from './walk.ts';

type Parts = Record<string, unknown>;

/** A value of FHIR that a person reads as one; its texts, or null where it has to be shown part by part. */
export function plain(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isNumberText(value)) return value.rawJSON;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const parts = value as Parts;
  const has = (...names: string[]): boolean => Object.keys(parts).every((name) => names.includes(name));
  if (has('coding', 'text')) return conceptText(plain(parts['text']), list(parts['coding']).map(codingText));
  if (has('system', 'version', 'code', 'display', 'userSelected') && typeof parts['code'] === 'string') return codingText(parts);
  if (has('value', 'comparator', 'unit', 'system', 'code') && isNumber(parts['value'])) return quantityText(parts);
  if (has('value', 'currency') && isNumber(parts['value'])) return joined([plain(parts['value']), plain(parts['currency'])], ' ');
  if (has('reference', 'display', 'type') && [parts['reference'], parts['display']].some((each) => typeof each === 'string')) return plain(parts['display']) ?? plain(parts['reference']);
  if (has('start', 'end')) return `${plain(parts['start']) ?? '…'} – ${plain(parts['end']) ?? '…'}`;
  if (has('low', 'high')) return `${plain(parts['low']) ?? '…'} – ${plain(parts['high']) ?? '…'}`;
  return null;
}

/** Its codes; and its own words, unless a code says the same. */
function conceptText(text: string | null, codings: (string | null)[]): string | null {
  const repeated = text !== null && codings.some((coding) => coding === text || coding?.startsWith(`${text} [`) === true);
  return joined([repeated ? null : text, ...codings], ' · ');
}

function codingText(coding: unknown): string | null {
  const { display, code } = (coding ?? {}) as Parts;
  const [shown, letters] = [plain(display), plain(code)];
  return shown === null ? letters : joined([shown, letters === null ? null : `[${letters}]`], ' ');
}

function quantityText({ comparator, value, unit, code }: Parts): string | null {
  return joined([`${plain(comparator) ?? ''}${plain(value) ?? ''}`, plain(unit) ?? plain(code)], ' ');
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || isNumberText(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The texts once each. */
function joined(texts: (string | null)[], between: string): string | null {
  return [...new Set(texts.filter((text) => text !== null && text !== ''))].join(between) || null;
}
