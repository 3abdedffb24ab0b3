import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { readInstallation } from '@openward/platform/installation';
import { channels, messageKinds, messagesContract as contract, type Template } from '../contract/index.ts';
import { fill, smsParts } from '../rules/fill.ts';
import { languageOf, languages, neutralWhat, shippedText } from '../rules/texts.ts';
import { whenIn } from './compose.ts';
import { readSetting } from './setting.ts';
import { appointmentKinds } from './subject.ts';

const keyOf = ({ kind, channel, language, visit_type_id }: Pick<Template, 'kind' | 'channel' | 'language' | 'visit_type_id'>): string => [kind, channel, language, visit_type_id].join(' ');

export const messageTemplates = serve(contract.messageTemplates, async (_input, { tx }) => {
  const { rows } = await sql<Template>`select id, kind, channel, language, visit_type_id, subject, body, version from messages.template order by kind, channel, language, visit_type_id nulls first`.execute(tx);
  const own = new Set(rows.map(keyOf));
  const shipped = messageKinds.flatMap((kind) => channels.flatMap((channel) => languages.map((language): Template =>
    ({ id: null, kind, channel, language, visit_type_id: null, ...shippedText(kind, channel, language), version: 1 }))));
  return { templates: [...rows, ...shipped.filter((each) => !own.has(keyOf(each)))], appointment_kinds: await appointmentKinds(tx) };
});

export const keepTemplate = serve(contract.keepTemplate, async ({ kind, channel, language, visit_type_id, subject, body, version }, { tx }) => {
  if (channel === 'sms' && subject !== null) throw new Problem(422, 'messages.no_subject', 'An SMS has no subject', { field: 'subject' });
  if (visit_type_id !== null && !(await appointmentKinds(tx)).some(({ id }) => id === visit_type_id)) throw new Problem(422, 'messages.kind_unknown', 'There is no such kind of appointment', { field: 'visit_type_id' });
  const { rows } = await sql<Template>`
    insert into messages.template as t (kind, channel, language, visit_type_id, subject, body) values (${kind}, ${channel}, ${language}, ${visit_type_id}::uuid, ${subject}, ${body})
    on conflict on constraint template_once do update set subject = excluded.subject, body = excluded.body, version = t.version + 1, updated_at = now(), updated_by = platform.actor_id()
      where t.version = coalesce(${version ?? null}::int, t.version)
    returning id, kind, channel, language, visit_type_id, subject, body, version`.execute(tx);
  const [kept] = rows;
  if (kept === undefined) throw new Problem(409, 'messages.changed', 'Somebody has changed this meanwhile', { field: 'version' });
  return kept;
});

export const removeTemplate = serve(contract.removeTemplate, async ({ template_id }, { tx }) => {
  const { numAffectedRows } = await sql`delete from messages.template where id = ${template_id}::uuid`.execute(tx);
  if (numAffectedRows !== 1n) throw new Problem(404, 'messages.template_unknown', 'There is no such text', { field: 'template_id' });
  return { removed: true };
});

export const previewTemplate = serve(contract.previewTemplate, async ({ language: asked, subject, body, may_name }, { tx }) => {
  const language = languageOf(asked);
  const hospital = (await readSetting(tx)).sender_name ?? (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  const arabic = language === 'ar';
  const filling = {
    hospital, ...whenIn(language, { start: '2027-03-15T08:30:00Z', zone: 'UTC' }), number: '10000016', name: arabic ? 'ليلى حداد' : 'Ada Example', link: 'https://hospital.example/l/…', check_in: 'https://hospital.example/l/checkin…',
    what: arabic ? 'موعد في عيادة القلب' : 'cardiology visit', with: arabic ? 'د. يوسف' : 'Dr Yusuf', place: arabic ? 'عيادة القلب' : 'Heart clinic', reason: arabic ? 'ضغط الدم' : 'Blood pressure',
  };
  const filled = (text: string) => fill(text, filling, may_name, { what: neutralWhat[language], hospital });
  const text = filled(body);
  return { subject: subject === null ? null : filled(subject), text, sms_parts: smsParts(text) };
});
