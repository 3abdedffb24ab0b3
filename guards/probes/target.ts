/** Who asks: nobody, somebody whose session has ended, an account of a patient, a clinician, and one whose work is not the clinical record. */
export type Who = 'visitor' | 'ended' | 'patient' | 'clinician' | 'clerk';

export interface Heard {
  status: number;
  text: string;
  headers: Record<string, unknown>;
}

/** A hospital that is probed from outside, by what it answers alone. */
export interface Target {
  /** Without `unforged`, as its own pages do; with it, as another site’s page would with the browser’s cookie. */
  ask(who: Who, method: string, url: string, body?: unknown, headers?: Record<string, string>, unforged?: boolean): Promise<Heard>;
  /** Two patients, and one who is restricted; each has the surname that the hospital knows of nobody else. */
  patients: Record<'one' | 'other' | 'restricted', { id: string; surname: string }>;
  /** A photograph of `other`. */
  photo_id: string;
}

/** Gives what it found, one line for each; nothing where the hospital stands. */
export type Probe = (target: Target) => Promise<string[]>;
