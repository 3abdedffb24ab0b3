import type { CodeValue, PickedCode } from './find-codes.ts';

/** True for a code, false for somebody's own words. */
export function isCode(value: CodeValue | null | undefined): value is PickedCode {
  return value !== null && value !== undefined && 'code' in value;
}

/** What is read aloud of it. */
export function textOf(value: CodeValue | null | undefined): string {
  if (value === null || value === undefined) return '';
  return isCode(value) ? value.display : value.text;
}

/** True where both name the same code of the same system. */
export function sameCode(a: PickedCode, b: PickedCode): boolean {
  return a.system === b.system && a.code === b.code;
}
