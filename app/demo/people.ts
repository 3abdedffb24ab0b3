import type { RoleName } from '@openward/platform/auth';
import { person, type Random } from '@openward/patients/demo';
import type { StaffToMake } from '@openward/staff/api';

type Job = NonNullable<StaffToMake['assignments']>[number]['job'];

/** A post of the demo hospital: who fills it is drawn. */
interface Post {
  role: RoleName;
  job: Job;
  department: string;
  location?: string;
  title: string;
  specialty?: string;
}

const doctor = (department: string, title: string, specialty: string, location?: string): Post =>
  ({ role: 'doctor', job: 'doctor', department, title, specialty, ...(location !== undefined && { location }) });
const nurse = (department: string, location: string, title: string, job: Job = 'nurse'): Post =>
  ({ role: 'nurse', job, department, location, title });

/** Forty posts, every role among them. */
const posts: readonly Post[] = [
  doctor('MED', 'Head of medicine', 'Internal medicine', 'W1'), doctor('MED', 'Physician', 'Cardiology', 'W1'),
  doctor('MED', 'Physician', 'Infectious diseases', 'W2'), doctor('SURG', 'Head of surgery', 'General surgery', 'W3'),
  doctor('SURG', 'Surgeon', 'Orthopaedics', 'W3'), doctor('PAED', 'Paediatrician', 'Paediatrics', 'W5'),
  doctor('OBG', 'Obstetrician', 'Obstetrics and gynaecology', 'W4'), doctor('ED', 'Emergency physician', 'Emergency medicine', 'ED'),
  doctor('ICU', 'Anaesthetist', 'Anaesthesiology', 'ICU'), doctor('OPD', 'Family doctor', 'General practice'),
  nurse('MED', 'W1', 'Ward sister'), nurse('MED', 'W2', 'Staff nurse'), nurse('SURG', 'W3', 'Ward sister'), nurse('PAED', 'W5', 'Staff nurse'),
  nurse('ED', 'ED', 'Triage nurse'), nurse('ICU', 'ICU', 'Intensive care nurse'), nurse('OPD', 'R-OPD-1', 'Clinic nurse'),
  nurse('OBG', 'W4', 'Midwife', 'midwife'),
  ...['Front desk lead', 'Receptionist', 'Receptionist', 'Night receptionist'].map((title): Post =>
    ({ role: 'front-desk', job: 'front-desk', department: 'DESK', location: 'R-DESK', title })),
  ...['Head of laboratory', 'Biomedical scientist', 'Phlebotomist'].map((title): Post =>
    ({ role: 'laboratory', job: 'laboratory', department: 'LAB', location: 'R-LAB', title })),
  ...['Chief pharmacist', 'Pharmacist'].map((title): Post =>
    ({ role: 'pharmacist', job: 'pharmacist', department: 'PHARM', location: 'R-PHARM', title })),
  ...['Cashier', 'Cashier'].map((title): Post => ({ role: 'cashier', job: 'cashier', department: 'FIN', location: 'R-CASH', title })),
  ...['Billing lead', 'Biller'].map((title): Post => ({ role: 'biller', job: 'biller', department: 'FIN', title })),
  { role: 'billing-manager', job: 'biller', department: 'FIN', title: 'Billing manager' },
  { role: 'accountant', job: 'accountant', department: 'FIN', title: 'Accountant' },
  ...['W1', 'W3', 'W4'].map((location): Post => ({ role: 'ward-clerk', job: 'ward-clerk', department: 'MED', location, title: 'Ward clerk' })),
  ...['Head of medical records', 'Records officer'].map((title): Post =>
    ({ role: 'medical-records', job: 'medical-records', department: 'MREC', location: 'R-MREC', title })),
  { role: 'compliance', job: 'compliance', department: 'ADMIN', title: 'Privacy officer' },
  { role: 'clinic-manager', job: 'administrator', department: 'ADMIN', title: 'Clinic manager' },
  { role: 'administrator', job: 'administrator', department: 'ADMIN', title: 'System administrator' },
  // What one proposes to erase, another erases.
  { role: 'compliance', job: 'compliance', department: 'ADMIN', title: 'Deputy privacy officer' },
];

export interface DemoColleague {
  role: RoleName;
  username: string;
  display_name: string;
  title: string;
  staff: StaffToMake;
}

const plain = (text: string) => text.normalize('NFKD').replace(/[ıłøđß]/g, (letter) => ({ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss' })[letter] ?? '').replace(/[^A-Za-z]/g, '').toLowerCase();

/** The people who work in the demo hospital: the same for the same chance. */
export function demoColleagues(random: Random, today: string): DemoColleague[] {
  const taken = new Set<string>();
  return posts.map((post, at) => {
    const { given, family, username } = freshName(random, today, taken);
    const starts_on = `${Number(today.slice(0, 4)) - random.whole(1, 18)}-0${random.whole(1, 9)}-01`;
    const clinical = ['doctor', 'nurse', 'laboratory', 'pharmacist'].includes(post.role);
    const { role, job, department, location, title, specialty } = post;
    return {
      role,
      username,
      title,
      display_name: `${given} ${family}`,
      staff: {
        family_name: family,
        given_name: given,
        prefix: role === 'doctor' ? 'Dr' : null,
        staff_number: `S${String(1001 + at)}`,
        phone: `+44 113 496 ${String(1000 + at)}`,
        email: `${username}@wardleigh.example`,
        starts_on,
        registrations: clinical ? [{ issuer: 'Demo Council of Health Professions', number: `D${random.digits(7)}`, valid_from: starts_on }] : [],
        specialties: specialty === undefined ? [] : [{ display: specialty }],
        assignments: [{ department, job, title, starts_on, ...(location !== undefined && { location }) }],
      },
    };
  });
}

/** A name of two parts whose username nobody else has. */
function freshName(random: Random, today: string, taken: Set<string>): { given: string; family: string; username: string } {
  for (;;) {
    const { latin } = person(random, today).name;
    const given = latin.given[0] ?? '';
    const username = `${plain(given)}.${plain(latin.family ?? '')}`;
    if (latin.family === null || username.length < 8 || username.length > 24 || taken.has(username)) continue;
    taken.add(username);
    return { given, family: latin.family, username };
  }
}
