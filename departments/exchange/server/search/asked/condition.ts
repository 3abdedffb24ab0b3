import type { Parameter } from '@openward/records/api';

/** How what a condition on facts finds is narrowed down over all records, before each is looked at. */
export interface Narrowed {
  parameter: string;
  /** The texts that it begins with, folded, and the terms by which such texts are found; undefined where they are too short. */
  beginnings?: { text: string; term: string | undefined }[];
  /** The time from and until which it begins, where it has one value. */
  span?: { from: number; until: number };
}

/** Codes that only the loaded code systems can tell. */
export type AskedCodes =
  | { kind: 'codes'; names: string[]; how: 'above' | 'below'; codes: { system: string; code: string }[] }
  | { kind: 'codes'; names: string[]; how: 'in' | 'not-in'; value_sets: string[] };

/** What a resource must fulfil to be found; all conditions of a search hold together. */
export type Condition =
  /** It has one of these terms (or none of them). */
  | { kind: 'terms'; any: string[]; none: boolean }
  /** It has a code that is wider or narrower than one of these, or is (or is not) in one of these value sets. */
  | AskedCodes
  /** One of these paths finds something in its facts. */
  | { kind: 'facts'; any: string[]; narrowed?: Narrowed }
  /** It is one of these. */
  | { kind: 'ids'; ids: string[] }
  /** It is in the record of one of these patients, or of one that is read as one with it. */
  | { kind: 'patients'; ids: string[] }
  | { kind: 'of_patient'; is: boolean }
  /** Its last change lies in one of these stretches. */
  | { kind: 'updated'; any: { from: number; until: number }[] }
  /** It has a number that the department of patients keeps. */
  | { kind: 'patient_number'; numbers: { system?: string; value: string }[] }
  | { kind: 'either'; of: Condition[] }
  | { kind: 'both'; of: Condition[] }
  /** What it refers to is found by a search of its own. */
  | { kind: 'chain'; parameter: Parameter; searches: { type: string; conditions: Condition[] }[] }
  /** It is referred to by what a search of its own finds. */
  | { kind: 'has'; type: string; parameter: Parameter; conditions: Condition[] };
