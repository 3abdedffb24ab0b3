import { sql } from 'kysely';
import { alsoLinks, languageOf, linksDo, whenIn, type Language, type LinkOf, type LinkPage } from '@openward/messages/api';
import { identityOf, reachOf } from '@openward/patients/api';
import type { Tx } from '@openward/platform/db';
import type { Act } from '@openward/platform/http';
import { readInstallation } from '@openward/platform/installation';
import { readAppointments } from '@openward/scheduling/api';
import { phoneState, windowOf, type PhoneState } from '../../rules/phone/window.ts';
import { phoneWords } from '../../rules/phone/words.ts';
import { checkIn } from '../queue/check-in.ts';
import { pointOfAppointment } from '../queue/point.sql.ts';
import { shownStops } from '../queue/shown.ts';
import { stopsOfToken } from '../queue/stop.sql.ts';
import { readPhoneSetting } from './setting.ts';

const purpose = 'checkin';
/** Who checks in by a link: whoever holds it. */
const author = { account_id: null, name: 'Patient, by a link' };

type Appointment = Awaited<ReturnType<typeof readAppointments>>[number];
type Setting = Awaited<ReturnType<typeof readPhoneSetting>>;

interface Opened {
  appointment: Appointment;
  language: Language;
  setting: Setting;
  token_id: string | null;
  state: PhoneState;
}

const isToday = async (tx: Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ today: boolean }>`select (a.starts_at at time zone staff.local_time_zone(null))::date = staff.today() as today from scheduling.appointment a where a.id = ${id}::uuid`.execute(tx);
  return rows[0]?.today ?? false;
};

// The reminder of the day itself carries the link; one of the day before would be of no use yet.
alsoLinks('appointment', async (tx, id, kind) => {
  const setting = await readPhoneSetting(tx);
  if (kind !== 'reminder' || !setting.active || !(await isToday(tx, id)) || (await pointOfAppointment(tx, id)) === null) return null;
  const [appointment] = await readAppointments(tx, [id]);
  return appointment === undefined ? null : linkOf(appointment, setting);
});

/** Good until the end of the day on which somebody could check in, so that they see their number as long as they wait. */
const linkOf = ({ id, sequence, start }: Appointment, setting: Setting): LinkOf => ({ purpose, id, version: sequence, expires_at: new Date(windowOf(start, setting).until.getTime() + 12 * 3_600_000) });

async function opened({ tx, audit }: Act, link: LinkOf): Promise<Opened | null> {
  const [appointment] = await readAppointments(tx, [link.id]);
  if (appointment === undefined) return null;
  audit.patient(appointment.patient_id);
  const setting = await readPhoneSetting(tx);
  const { rows } = await sql<{ id: string }>`select id from visits.token where appointment_id = ${link.id}::uuid`.execute(tx);
  const token_id = rows[0]?.id ?? null;
  const state = phoneState({
    ...setting, now: new Date(), start: appointment.start, status: appointment.status, current: appointment.sequence === link.version, checked_in: token_id !== null,
    today: await isToday(tx, link.id), has_point: (await pointOfAppointment(tx, link.id)) !== null,
  });
  return { appointment, setting, token_id, state, language: languageOf((await reachOf(tx, appointment.patient_id))?.language ?? null) };
}

/** Before somebody has checked in it names no place: whoever has the telephone in hand may read it. */
async function pageOf(tx: Tx, { appointment, language, setting, token_id, state }: Opened): Promise<LinkPage> {
  const say = phoneWords[language];
  const hospital = (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  const { date, time } = whenIn(language, appointment);
  const none = { language, acts: [] } as const;
  const when = `${date}, ${time}`;
  switch (state) {
    case 'checked-in':
      return numberPage(tx, language, hospital, token_id ?? '');
    case 'off':
      return { ...none, title: say.off, lines: [hospital, when], status: 410 };
    case 'outdated':
      return { ...none, title: say.outdated, lines: [hospital, say.newer], status: 410 };
    case 'desk':
      return { ...none, title: say.desk, lines: [hospital, when, say.deskWhy] };
    case 'late':
      return { ...none, title: say.desk, lines: [hospital, when, say.late] };
    case 'early':
      return { ...none, title: say.title, lines: [hospital, when, say.from(whenIn(language, { start: windowOf(appointment.start, setting).from.toISOString(), zone: appointment.zone }).time)] };
    case 'open':
      return { language, title: say.title, lines: [hospital, when, say.ask], acts: [{ name: 'check-in', label: say.here, chief: true }] };
  }
}

async function numberPage(tx: Tx, language: Language, hospital: string, token_id: string): Promise<LinkPage> {
  const say = phoneWords[language];
  const stop = (await shownStops(tx, await stopsOfToken(tx, token_id))).at(-1);
  if (stop === undefined || ['done', 'left'].includes(stop.status)) return { language, title: say.over, lines: [hospital], acts: [] };
  const { code, status, point_name, room_name, place, expected, held } = stop;
  const called = status === 'called' || status === 'in-room';
  const lines = [
    hospital, called ? say.called(room_name ?? point_name) : say.wait(point_name), ...(held === 'payment' ? [say.pay] : []), ...(place === null ? [] : [say.ahead(place - 1)]),
    ...(expected === null ? [] : [say.expected(expected.from, expected.to)]),
  ];
  return { language, title: say.number(code), lines, acts: [], again: say.again };
}

const gone: LinkPage = { language: 'en', title: phoneWords.en.outdated, lines: [phoneWords.ar.outdated], acts: [], status: 410 };

linksDo(purpose, {
  async show(act, link) {
    const found = await opened(act, link);
    return found === null ? gone : pageOf(act.tx, found);
  },
  async press(act, link, name) {
    if (name !== 'check-in') return null;
    // Two that press at once, or one and the desk, come one after the other: whoever is second sees the number of the first.
    await sql`select 1 from scheduling.appointment where id = ${link.id}::uuid for no key update`.execute(act.tx);
    const found = await opened(act, link);
    if (found === null) return gone;
    if (found.state === 'open') {
      const patient_id = (await identityOf(act.tx, found.appointment.patient_id))?.patient_id ?? found.appointment.patient_id;
      const { visit_id } = await checkIn(act.tx, {
        patient_id, appointment_id: link.id, service_point_id: null, class: 'outpatient', token_id: null, reason: null, priority: 'routine', priority_reason: null, came_by: 'phone', author,
      });
      act.audit.detail({ visit_id, came_by: 'phone' });
    }
    return pageOf(act.tx, (await opened(act, link)) ?? found);
  },
});
