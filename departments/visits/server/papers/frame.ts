import { sql } from 'kysely';
import { Problem, type Act } from '@openward/platform/http';
import { printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { identityOf, type PatientIdentity } from '@openward/patients/api';
import { seeRecord } from '@openward/records/api';

/** What every paper of ours has, whatever it says. */
export interface Frame {
  paper: Omit<Paper, 'title' | 'blocks' | 'number'>;
  patient: PatientIdentity;
  zone: string;
  /** The number under which the author is registered today; null where there is none. */
  registration: string | null;
  practitioner_id: string | null;
}

interface AuthorRow {
  practitioner_id: string | null;
  name: string | null;
  title: string | null;
  registration: string | null;
  hospital: string | null;
  phone: string | null;
  email: string | null;
}

/** Opens the record, and says whom a paper is about, where it comes from and who answers for it. */
export async function frameOf(act: Act, patient_id: string): Promise<Frame> {
  await seeRecord(act, patient_id);
  const patient = await identityOf(act.tx, patient_id);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  const { name, mark, zone } = await printingHospital(act.tx);
  const { rows } = await sql<AuthorRow>`
    select s.id as practitioner_id, nullif(concat_ws(' ', s.prefix, s.given_name, s.family_name, s.suffix), '') as name,
      (select coalesce(a.title, a.job) || ', ' || d.name from staff.assignment a join staff.department d on d.id = a.department_id
        where a.practitioner_id = s.id and a.during @> staff.today() order by lower(a.during) limit 1) as title,
      (select r.issuer || ' ' || r.number from staff.registration r where r.practitioner_id = s.id and r.valid @> staff.today()
        order by r.place limit 1) as registration,
      h.name as hospital, h.phone, h.email
    from (select 1) one left join auth.account a on a.id = platform.actor_id() left join staff.practitioner s on s.id = a.staff_id
      left join staff.department h on h.kind = 'hospital' and h.active limit 1`.execute(act.tx);
  const [row] = rows;
  const registration = row?.registration ?? null;
  return {
    patient, zone, registration, practitioner_id: row?.practitioner_id ?? null,
    paper: {
      letterhead: { name, lines: [row?.phone, row?.email].filter((each) => each != null) },
      identity: { name: patient.name, born: patient.born, sex: patient.sex, grouped: patient.grouped },
      author: {
        name: row?.name ?? act.actor.display_name,
        lines: [row?.title, registration === null ? null : `Registered: ${registration}`].filter((each) => each != null),
      },
      at: printedInstant(new Date(), zone),
      mark,
    },
  };
}
