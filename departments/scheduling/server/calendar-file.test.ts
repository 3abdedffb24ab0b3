import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { Appointment } from '../contract/index.ts';
import { calendarText } from './calendar-file.ts';

const appointment: Appointment = {
  id: '018f0000-0000-7000-8000-000000000001', number: '10000004', version: 3, sequence: 2, patient_id: '018f0000-0000-7000-8000-000000000002',
  visit_type_id: '018f0000-0000-7000-8000-000000000003', visit_type_name: 'Oncology', start: '2027-03-28T00:30:00.000Z', end: '2027-03-28T01:30:00.000Z', zone: 'Europe/Berlin',
  wall_clock: '2027-03-28T01:30', status: 'booked', next: [], overbooked: false, overbooked_because: null, resources: [], reason: 'Chemotherapy', referral: null, authorisation: null, referral_request_id: null, series_id: null, protected_because: null, see_by: null, may_come_earlier: false,
  confirmed_at: null, arrived_at: null, late_minutes: null, stopped_by: null, stopped_reason: null, booked_at: '2027-01-01T00:00:00.000Z', history: [],
};
const now = new Date('2027-01-02T03:04:05Z');
const hospital = 'St. Elsewhere, a hospital with a name that is so long; that no line of a calendar holds it – würde man meinen';

it('is in UTC, keeps its UID, tells which change it is, and nothing of health', () => {
  const text = calendarText(appointment, hospital, now);
  for (const line of ['METHOD:REQUEST', `UID:${appointment.id}@openward`, 'SEQUENCE:2', 'DTSTART:20270328T003000Z', 'DTEND:20270328T013000Z', 'STATUS:CONFIRMED']) expect(text.split('\r\n')).toContain(line);
  expect(text).not.toMatch(/Oncology|Chemotherapy|TZID/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(String.raw`SUMMARY:Appointment: St. Elsewhere\, a hospital`);
});

it('calls off what was called off', () => {
  const text = calendarText({ ...appointment, status: 'cancelled', sequence: 3 }, hospital, now);
  for (const line of ['METHOD:CANCEL', 'SEQUENCE:3', 'STATUS:CANCELLED']) expect(text.split('\r\n')).toContain(line);
});

it('is the same wherever the machine stands', () => {
  const program = `import { calendarText } from ${JSON.stringify(new URL('./calendar-file.ts', import.meta.url).href)};
    process.stdout.write(calendarText(${JSON.stringify(appointment)}, 'Hospital', new Date(${now.getTime()})))`;
  const texts = ['UTC', 'America/New_York', 'Australia/Lord_Howe'].map((TZ) => execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, TZ }, encoding: 'utf8' }));
  expect(new Set(texts).size).toBe(1);
});
