/** A national or passport number as it is compared: however it was spaced or written, it is the same number. */
export const normaliseSecret = (value: string): string => value.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** For recognition: the last characters, never more than a quarter of the number. */
export function maskSecret(value: string): string {
  const shown = Math.min(4, Math.floor(normaliseSecret(value).length / 4));
  return `••••${shown === 0 ? '' : normaliseSecret(value).slice(-shown)}`;
}
