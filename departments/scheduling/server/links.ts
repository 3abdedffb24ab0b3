import { sql } from 'kysely';
import { keepAnswer, kindsAre, languageOf, linksDo, messagesAre, whenIn, type Language, type LinkOf, type LinkPage } from '@openward/messages/api';
import { reachOf } from '@openward/patients/api';
import type { Tx } from '@openward/platform/db';
import type { Act } from '@openward/platform/http';
import { readInstallation } from '@openward/platform/installation';
import type { Appointment } from '../contract/appointment.ts';
import { WantedFields } from '../contract/waiting-list.ts';
import { linkWords } from '../rules/link-words.ts';
import { lockAppointment, readAppointments } from './appointment.sql.ts';
import { listVisitTypes } from './calendar.sql.ts';
import { calendarText } from './calendar-file.ts';
import { markAppointment } from './mark.ts';
import { projectAppointments } from './project.ts';
import { putWanted } from './waiting-list/put.ts';

/** Who answers by a link: whoever holds it. */
const author = { account_id: null, name: 'Patient, by a link' };
const purpose = 'a';

messagesAre('appointment', async (tx, id) => {
  const [appointment] = await readAppointments(tx, [id]);
  if (appointment === undefined) return null;
  const { status, sequence: version, start, zone, number, visit_type_id, resources, reason } = appointment;
  const off = status === 'cancelled' || status === 'entered-in-error';
  const hospital = (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  return {
    version, start, zone, number, visit_type_id, reason: reason ?? '', what: appointment.visit_type_name,
    kinds: off ? ['called-off'] : status === 'booked' ? ['confirmation', 'moved', 'reminder', 'notice'] : [],
    with: resources.filter(({ kind }) => kind === 'clinician').map(({ name }) => name).join(', '),
    place: resources.filter(({ kind }) => kind === 'room').map(({ name }) => name).join(', '),
    link: off ? null : purpose,
    calendar: { method: off ? 'CANCEL' as const : 'REQUEST' as const, content: calendarText(appointment, hospital, new Date()) },
  };
});

kindsAre(async (tx) => (await listVisitTypes(tx)).map(({ id, name }) => ({ id, name })));

async function opened(act: Act, link: LinkOf): Promise<{ appointment: Appointment; language: Language } | null> {
  const [appointment] = await readAppointments(act.tx, [link.id]);
  if (appointment === undefined) return null;
  act.audit.patient(appointment.patient_id);
  return { appointment, language: languageOf((await reachOf(act.tx, appointment.patient_id))?.language ?? null) };
}

/** What the page of an appointment shows. Neither its kind nor whom it is with: whoever has the telephone in hand may read it. */
async function pageOf(tx: Tx, { appointment, language }: { appointment: Appointment; language: Language }, link: LinkOf): Promise<LinkPage> {
  const say = linkWords[language];
  const hospital = (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  const none = { language, acts: [] } as const;
  if (appointment.status === 'cancelled' || appointment.status === 'entered-in-error') return { ...none, title: say.cancelled, lines: [hospital, say.call], status: 410 };
  if (appointment.sequence !== link.version) return { ...none, title: say.outdated, lines: [hospital, say.newer], status: 410 };
  if (appointment.status !== 'booked' || Date.parse(appointment.start) < Date.now()) return { ...none, title: say.over, lines: [hospital, say.call], status: 410 };
  const { date, time } = whenIn(language, appointment);
  const asked = await tx.selectFrom('scheduling.wanted').select('id').where('note', '=', noteOf(appointment)).where('closed_at', 'is', null).executeTakeFirst();
  return {
    language, title: say.title, lines: [hospital, `${date}, ${time}`, ...(appointment.confirmed_at === null ? [] : [say.confirmed]), ...(asked === undefined ? [] : [say.asked])],
    acts: [
      ...(appointment.confirmed_at === null ? [{ name: 'confirm', label: say.confirm, chief: true }] : []),
      ...(asked === undefined ? [{ name: 'other-time', label: say.otherTime }] : []),
      { name: 'cancel', label: say.cancel },
    ],
  };
}

const noteOf = ({ number }: Appointment): string => `Asks for another time than ${number}`;

const stands = ({ appointment }: { appointment: Appointment }, link: LinkOf): boolean =>
  appointment.status === 'booked' && appointment.sequence === link.version && Date.parse(appointment.start) > Date.now();

const answers: Record<string, (tx: Tx, appointment: Appointment) => Promise<'confirmed' | 'cancelled' | 'other-time'>> = {
  async confirm(tx, { id, confirmed_at }) {
    if (confirmed_at === null) {
      await sql`update scheduling.appointment set confirmed_at = now(), updated_by = null, updated_by_name = ${author.name} where id = ${id}::uuid`.execute(tx);
      await projectAppointments(tx, [id], author, { answered: true });
    }
    return 'confirmed';
  },
  async cancel(tx, { id }) {
    await markAppointment(tx, id, 'cancelled', author, { by: 'patient', reason: 'By the link in a message' });
    return 'cancelled';
  },
  'other-time': async (tx, appointment) => {
    const { patient_id, visit_type_id, resources } = appointment;
    const asked = { visit_type_id, needs: resources.map(({ id }) => ({ resource_ids: [id] })) };
    const stands = await tx.selectFrom('scheduling.wanted').select('id').where('note', '=', noteOf(appointment)).where('closed_at', 'is', null).executeTakeFirst();
    if (stands === undefined) await putWanted(tx, { ...WantedFields.parse({ asked, note: noteOf(appointment) }), patient_id }, author);
    return 'other-time';
  },
};

linksDo(purpose, {
  async show(act, link) {
    const found = await opened(act, link);
    return found === null ? { language: 'en', title: linkWords.en.outdated, lines: [], acts: [], status: 410 } : pageOf(act.tx, found, link);
  },
  async press(act, link, name) {
    if (!Object.hasOwn(answers, name)) return null;
    // Two that press at the same time come one after the other, and the second sees what the first did.
    await lockAppointment(act.tx, link.id);
    const found = await opened(act, link);
    if (found === null) return null;
    if (stands(found, link)) {
      const answer = await answers[name]!(act.tx, found.appointment);
      await keepAnswer(act.tx, 'appointment', link.id, link.version, answer);
      act.audit.detail({ answer });
    }
    return pageOf(act.tx, (await opened(act, link)) ?? found, link);
  },
});
