import { clinicalInstant } from '@openward/platform/ui';

const hidden = new Set(['id', 'e164', 'payer_id', 'subscriber_patient_id', 'media_type']);

/** A value out of a version as one line, without what only machines read. */
export function changeText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return /^\d{4}-\d{2}(-\d{2}(T.*)?)?$/.test(value) ? clinicalInstant(value) : value;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(changeText).filter((text) => text !== '').join('; ');
  return Object.entries(value)
    .filter(([name]) => !hidden.has(name))
    .map(([, each]) => changeText(each))
    .filter((text) => text !== '' && text !== '✗')
    .join(' ');
}
