/** A patient who is in the hospital, as a ward must know them without a server. Times and dates are words in the hospital’s zone. */
export interface DowntimePatient {
  name: string;
  number: string;
  born: string | null;
  sex: string;
  visit_number: string;
  class: string;
  place: string;
  since: string;
  reason: string | null;
  attender: string | null;
  emergency: { level: string | null; due: string | null; next_step: string | null } | null;
  warnings: readonly string[];
  allergies: readonly string[];
  medicines: readonly string[];
  orders: readonly string[];
  /** A label hides something of this record: it is not in the snapshot. */
  hidden: boolean;
}

export interface DowntimeAppointment {
  at: string;
  name: string;
  number: string;
  kind: string;
  with: string;
  status: string;
}

/** What a snapshot tells. */
export interface DowntimeContent {
  hospital: string;
  /** RFC 3339. */
  made_at: string;
  made_at_words: string;
  every_minutes: number;
  patients: readonly DowntimePatient[];
  appointments: readonly DowntimeAppointment[];
}
