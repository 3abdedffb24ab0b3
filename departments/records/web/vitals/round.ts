import { parseDate } from '@openward/platform/ui';
import { measures, type Measure, type VitalUnits } from '../../contract/index.ts';

/** A round as it is typed: all texts, blank where nothing was measured. */
export interface RoundTyped extends Record<string, unknown> {
  values: Record<string, string>;
  methods: Record<string, string>;
  measured_at: string;
  measured_by: string;
}

const seen = ['breathing', 'consciousness'] as const;
const blank = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));

export const emptyRound: RoundTyped = {
  values: blank([...measures.filter((name) => name !== 'body_mass_index'), ...seen]),
  methods: blank(['temperature_site', 'position', 'cuff', 'height_position']),
  measured_at: '',
  measured_by: '',
};

interface Sent {
  patient_id: string;
  visit_id?: string | undefined;
  units: VitalUnits;
  confirmed: readonly Measure[];
}

/** What is sent of what was typed. What is no number stays as it was typed, for the schema to refuse. */
export function roundInput(typed: RoundTyped, { patient_id, visit_id, units, confirmed }: Sent, now: Date = new Date()): object {
  const measured_by = typed.measured_by.trim();
  const given = (texts: Record<string, string>) => Object.entries(texts).map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text !== '');
  return {
    patient_id,
    ...(visit_id === undefined ? {} : { visit_id }),
    measured_at: momentOf(typed.measured_at.trim(), now),
    ...(measured_by === '' ? {} : { measured_by }),
    values: Object.fromEntries(given(typed.values).map(([name, text]) => [name, (seen as readonly string[]).includes(name) ? text : numberOf(text)])),
    units,
    methods: Object.fromEntries(given(typed.methods)),
    confirmed: [...confirmed],
  };
}

/** A number as people type it: a comma is a decimal point, and Arabic digits are digits. */
export function numberOf(text: string): number | string {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)).replace(/[,٫]/, '.');
  return /^-?\d+(\.\d+)?$/.test(western) ? Number(western) : text;
}

/** A moment as people type it: nothing is now, `14:30` is today, `21-Mar-2026 14:30` is that day. */
export function momentOf(text: string, now: Date): string {
  if (text === '') return now.toISOString();
  const parts = /^(?:(.+?)\s+)?(\d{1,2})[:.](\d{2})$/.exec(text);
  if (parts === null) return text;
  const day = parts[1] === undefined ? undefined : parseDate(parts[1], now);
  if (day === null || (day !== undefined && day.length !== 10) || Number(parts[2]) > 23 || Number(parts[3]) > 59) return text;
  const moment = day === undefined ? new Date(now) : new Date(`${day}T00:00:00`);
  moment.setHours(Number(parts[2]), Number(parts[3]), 0, 0);
  return moment.toISOString();
}
