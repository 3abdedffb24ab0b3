import { AuditedFailure } from '../http/problem.ts';

/** Looks at the content of a file before it is kept; gives the name of what is in it, or null. Throws `ScannerAway` where it cannot tell. */
export type Scanner = (parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<string | null>;

/** The scanner does not answer, or not with anything that says what is in the file. */
export class ScannerAway extends Error {}

let scanner: Scanner | null = null;
let required = true;

/** Has every new file looked at; null, the default, looks at none. Where it is not required, a file is kept while the scanner is away. */
export function scanWith(next: Scanner | null, { is_required = true } = {}): void {
  scanner = next;
  required = is_required;
}

/** Whether anything is looked at: finding the files in what was sent costs time. */
export const isScanning = (): boolean => scanner !== null;

interface Place {
  patient_id: string | null;
  /** The field of the input that carried it. */
  field: string;
  /** For the audit event: keys, never a value. */
  found?: Record<string, unknown>;
}

/** Refuses what the scanner of this hospital finds something in, and what it cannot look at where it must; both are audited. */
export async function refuseInfected(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, { patient_id, field, found = {} }: Place): Promise<void> {
  if (scanner === null) return;
  let finding: string | null;
  try {
    finding = await scanner(parts);
  } catch (error) {
    if (!(error instanceof ScannerAway)) throw error;
    if (!required) return;
    throw new Refused(503, 'upload.scanner_away', 'The virus scanner does not answer, so nothing was kept: try again later, or tell those who run the system', patient_id, { ...found, why: error.message }, field);
  }
  if (finding !== null) throw new Refused(422, 'upload.infected', 'The virus scanner found something in this file, so it was not kept: tell those who run the system', patient_id, { ...found, finding }, field);
}

class Refused extends AuditedFailure {
  constructor(status: number, code: string, message: string, patient_id: string | null, found: Record<string, unknown>, field: string) {
    super(status, code, message, patient_id, found);
    this.extras.field = field;
  }
}
