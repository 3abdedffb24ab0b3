import { Problem, type Errand } from '@openward/platform/http';
import type { Appointment } from '../contract/index.ts';
import { hindranceOf } from '../rules/notice.ts';
import { authorOf, type Author } from './author.ts';
import type { Booking } from './book.ts';
import { bookMany, patientsOf, type ManyToBook, type Standing } from './book-together.sql.ts';
import { listResources, visitTypesOf } from './calendar.sql.ts';
import { planNotices } from './notices.ts';
import { projectNew } from './project.ts';
import { bookerOf, settle, type Placed } from './when.ts';

/** Whatever more must be asked or told of, is told to one who asks alone. */
const notPlain = new Problem(409, 'scheduling.not_plain', 'This is to be done by itself');

type Ready = ManyToBook & Pick<Placed, 'from' | 'until'>;

/**
 * Books for several in one transaction what is plain: no hold, nothing on purpose above the capacity, no two at one time of one
 * calendar, nothing that a rule refuses. What is left is asked again alone, and told there why it cannot be.
 */
export async function bookTogether(all: readonly Errand<Booking>[]): Promise<(Appointment | Problem)[]> {
  const { tx } = all[0]!.act;
  const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
  const [standing, types, calendars] = await Promise.all([
    patientsOf(tx, unique(all.map(({ input }) => input.patient_id))),
    visitTypesOf(tx, unique(all.map(({ input }) => input.visit_type_id))),
    listResources(tx, unique(all.flatMap(({ input }) => input.resource_ids))),
  ]);
  const now = new Date();
  const ready: Ready[] = [];
  all.forEach((errand, n) => {
    const one = readyOf(errand, n, standing.get(errand.input.patient_id));
    if (one !== null && !ready.some((other) => meets(one, other))) ready.push(one);
  });

  function readyOf({ input, act }: Errand<Booking>, n: number, patient: Standing | undefined): Ready | null {
    if (input.overbook || input.hold_id !== undefined || patient === undefined || patient.deceased) return null;
    try {
      act.authorise({ patient_id: input.patient_id, restricted: patient.restricted });
      const at = settle(input, types.get(input.visit_type_id), calendars);
      if (hindranceOf(at.type, at.start, bookerOf(act), now) !== null) return null;
      const { visit_type_id, resource_ids, reason, referral, authorisation, although_booked } = input;
      const { account_id, name } = authorOf(act);
      const { instant: start, zone, wall_clock } = at.moment;
      return {
        n, patient_id: patient.standing_id, visit_type_id, resource_ids, start, end: at.end.toISOString(), from: at.from, until: at.until, zone, wall_clock,
        reason, referral, authorisation, although_booked, account_id, name,
      };
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }

  const ids = await bookMany(tx, ready);
  const authors = new Map(ready.flatMap(({ n }): [string, Author][] => (ids.has(n) ? [[ids.get(n)!, authorOf(all[n]!.act)]] : [])));
  const booked = await projectNew(tx, authors);
  await planNotices(tx, booked);
  const appointments = new Map(booked.map((appointment) => [appointment.id, appointment]));
  return all.map(({ act }, n) => {
    const appointment = appointments.get(ids.get(n) ?? '');
    if (appointment === undefined) return notPlain;
    act.audit.patient(appointment.patient_id);
    act.audit.detail({ appointment_id: appointment.id, status: appointment.status });
    return appointment;
  });
}

/** Whether two want the same calendar at the same time, or are of the same patient: who comes second asks alone. */
function meets(one: Ready, other: Ready): boolean {
  return one.from < other.until && other.from < one.until
    && (one.patient_id === other.patient_id || one.resource_ids.some((id) => other.resource_ids.includes(id)));
}
