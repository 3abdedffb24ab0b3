import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { writeEvent } from '@openward/platform/audit';
import { addAccount, hashPassword, seedRoles } from '@openward/platform/auth';
import { CannotStart } from '@openward/platform/config';
import type { Database, Tx } from '@openward/platform/db';
import { claimInstallation, readInstallation } from '@openward/platform/installation';
import { random, seedPatients } from '@openward/patients/demo';
import { seedEmergencies, seedQueue, seedVisitCharges, seedVisits } from '@openward/visits/demo';
import { seedInvoices, seedPrices, seedTills } from '@openward/billing/demo';
import { seedBreaches, seedRequests } from '@openward/compliance/demo';
import { seedBook } from '@openward/ledger/demo';
import { seedSchedules } from '@openward/scheduling/demo';
import { addDays } from '@openward/platform/time';
import { createDepartments, createLocations, createStaff } from '@openward/staff/api';
import { demoColleagues } from './people.ts';
import { departments, hospitalName, locations, timeZone } from './places.ts';
import { keepSignIns, readSignIns, type SignIns } from './sign-ins.ts';

const seed = 'wardleigh';
const patientCount = 2000;
const system = { scope: 'system' } as const;

/** Screens that sign in by themselves. */
const screens = [
  { role: 'display', username: 'hall.display', title: 'Display in the entrance hall' },
  { role: 'kiosk', username: 'hall.kiosk', title: 'Kiosk in the entrance hall' },
] as const;

export interface DemoOptions {
  /** Where the sign-ins are kept, to be shown at every start. */
  data_folder: string;
  /** YYYY-MM-DD; the demo patients' ages are reckoned from it. */
  today: string;
  /** How many patients; 2,000 unless told. */
  patients?: number;
  /** Told what takes a while. */
  say: (line: string) => void;
}

/**
 * Makes this database the demo hospital, all of it in one transaction, unless it is that already; refuses one that
 * holds a real hospital. Returns how people sign in.
 */
export async function seedDemo(database: Database, { data_folder, today, patients = patientCount, say }: DemoOptions): Promise<SignIns> {
  const state = await database.transaction(system, stateOf);
  if (state === 'other') {
    throw new CannotStart('demo.real', 'These data are of a real hospital, not of a demo: leave out --demo, or name another folder, such as OPENWARD_DATA=.openward-demo.');
  }
  if (state === 'demo') return readSignIns(data_folder);

  say(`Making the demo hospital: ${patients} patients …`);
  await seedRoles(database);
  const colleagues = demoColleagues(random(`${seed}/staff`), today);
  const password = memorablePassword();
  const password_hash = await hashPassword(password);
  const signIns = { password, accounts: [...colleagues, ...screens].map(({ role, username, title }) => ({ role, username, title })) };
  // Kept first: a demo whose password nobody knows would be of no use.
  keepSignIns(data_folder, signIns);
  await database.transaction(system, async (tx) => {
    // Two starts at once: the second waits here, and finds the demo made.
    await sql`select pg_advisory_xact_lock(hashtextextended('openward.demo', 0))`.execute(tx);
    if ((await stateOf(tx)) !== 'empty') throw new CannotStart('demo.twice', 'Another start has just made the demo hospital: start again.');
    await claimInstallation(tx, { mode: 'demo', hospital_name: hospitalName, time_zone: timeZone });
    const author = { account_id: null, name: 'OpenWard' };
    const departmentIds = await createDepartments(tx, departments, author);
    await createLocations(tx, locations, author);
    const staff_ids = await createStaff(tx, colleagues.map(({ staff }) => staff), author);
    let officer: { account_id: string; name: string } | null = null;
    for (const [at, { username, display_name, role }] of colleagues.entries()) {
      const account_id = await addAccount(tx, { username, display_name, kind: 'person', roles: [role], staff_id: staff_ids[at] ?? null, password_hash });
      if (role === 'compliance') officer ??= { account_id, name: display_name };
    }
    for (const { role, username, title } of screens) await addAccount(tx, { username, display_name: title, kind: 'person', roles: [role], staff_id: null, password_hash });
    const made = await seedPatients(tx, { seed, today, count: patients });
    // Grown-ups only: what they come with, and what is measured, is that of grown-ups.
    const patient_ids = made.patients
      .filter(({ died, restricted, registration }) => died === null && restricted === null && String(registration.birth_date ?? '9999') < String(Number(today.slice(0, 4)) - 18))
      .map(({ key }) => made.ids.get(key) ?? '');
    const doctors = colleagues.flatMap(({ role, display_name, staff: { assignments = [] } }, at) =>
      role === 'doctor' ? [{ staff_id: staff_ids[at] ?? '', name: display_name, department: assignments[0]?.department ?? '' }] : []);
    const now = new Date();
    const visits = await seedVisits(tx, { seed, now, departments: departmentIds, patient_ids, doctors });
    const emergencies = await seedEmergencies(tx, { now, departments: departmentIds, patient_ids, doctors });
    const appointments = await seedSchedules(tx, {
      seed, now, zone: timeZone, patient_ids, doctors: doctors.map(({ department, ...doctor }) => ({ ...doctor, department_id: departmentIds.get(department) ?? null })),
    });
    const tokens = await seedQueue(tx, { seed, now, zone: timeZone, patient_ids, departments: departmentIds });
    const entries = await seedBook(tx, { seed, today });
    const charges_from = addDays(today, -5);
    await seedPrices(tx, { today, charges_from });
    const charged = await seedVisitCharges(tx, charges_from);
    const payments = await seedTills(tx, { seed, today, patient_ids });
    const invoices = await seedInvoices(tx, { today });
    const requests = officer === null ? 0 : await seedRequests(tx, { today, officer, patient_ids });
    const breaches = officer === null ? 0 : await seedBreaches(tx, { now, officer, patient_ids });
    await writeEvent(tx, {
      name: 'platform.installation.create', outcome: 'success', purpose: 'SYSADMIN',
      detail: { mode: 'demo', staff: colleagues.length, patients, visits, emergencies, appointments, tokens, entries, charged, payments, invoices, requests, breaches },
    });
  });
  return signIns;
}

/** What the database is: nothing yet, a demo, or something that no demo may touch. */
async function stateOf(tx: Tx): Promise<'empty' | 'demo' | 'other'> {
  const installation = await readInstallation(tx);
  if (installation !== null) return installation.mode === 'demo' ? 'demo' : 'other';
  const { rows } = await sql`select from auth.account where kind <> 'service'
    union all select from patients.patient union all select from staff.practitioner limit 1`.execute(tx);
  return rows.length === 0 ? 'empty' : 'other';
}

const words = [
  'amber', 'basil', 'cedar', 'delta', 'ember', 'fjord', 'ginger', 'hazel', 'indigo', 'jasper', 'kelp', 'linen', 'maple', 'nectar', 'olive',
  'pepper', 'quartz', 'river', 'saffron', 'timber', 'umber', 'velvet', 'willow', 'yarrow', 'zephyr',
];

/** Made anew for each demo, so that two of them on one network do not share it; easy to type at forty sign-ins. */
function memorablePassword(): string {
  const word = () => words[randomInt(words.length)] ?? '';
  return `${word()}-${word()}-${word()}-${randomInt(10, 100)}`;
}
