import { blindIndex, seal, unseal } from '@openward/platform/crypto';
import { maskSecret, normaliseSecret } from '../rules/secret-number.ts';

const place = (row: string) => ({ table: 'patients.identifier', column: 'value_encrypted', row });

/** What a row of `patients.identifier` keeps of a national id or passport number. */
export interface SealedNumber {
  value: null;
  value_encrypted: string;
  blind_index: string;
  masked: string;
}

/** Seals a secret number to the row of that id. */
export function sealNumber(value: string, row: string): SealedNumber {
  return {
    value: null,
    value_encrypted: seal(value, place(row)).toString('base64'),
    blind_index: numberIndex(value).toString('base64'),
    masked: maskSecret(value),
  };
}

/** Opens a sealed number; throws when it was altered or moved. */
export const openNumber = (sealed: Uint8Array, row: string): string => unseal(sealed, place(row)).toString('utf8');

/** By which a secret number is found, however it was spaced: compare with `patients.identifier.blind_index`. */
export const numberIndex = (value: string): Buffer => blindIndex('patients.identifier', normaliseSecret(value));
