import { type RawBuilder, sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { type Act, liveTopics, Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { messagesContract as contract, type Message, type MessageTold } from '../contract/index.ts';
import { contentOf } from './content.ts';

liveTopics({ messages: 'messages.read' });

type Row = Omit<MessageTold, 'due_at' | 'sent_at' | 'delivered_at' | 'answered_at'> & Record<'due_at', Date> & Record<'sent_at' | 'delivered_at' | 'answered_at', Date | null>;

const columns = sql`m.id, m.kind, m.lead_minutes, m.about_version, m.due_at, m.state, m.why, m.tries, m.channel, m.sent_at, m.delivery, m.delivered_at, m.answer, m.answered_at`;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const shown = <R extends Row>(row: R) => ({ ...row, due_at: row.due_at.toISOString(), sent_at: iso(row.sent_at), delivered_at: iso(row.delivered_at), answered_at: iso(row.answered_at) });

/** What a person must do: nobody knows whether it went out, it surely did not, or it came back. */
const toDecide = sql`(m.state in ('unresolved', 'failed') or m.delivery = 'bounced') and m.decided_at is null`;
/** Who must be told by a person, because no message may or can go to them. */
const byHand = sql`m.state = 'cancelled' and m.why in ('by_hand', 'no_way', 'refused') and m.decided_at is null and m.expires_at > now()`;

function condition(show: string): RawBuilder<unknown> {
  if (show === 'all') return sql`true`;
  if (show === 'to-decide') return toDecide;
  if (show === 'by-hand') return byHand;
  return sql`m.state = ${show}`;
}

export const outbox = serve(contract.outbox, async ({ show, limit }, act) => {
  const planned = show === 'planned';
  const { rows } = await sql<Row & Pick<Message, 'about_kind' | 'about_id' | 'patient_id' | 'patient_name' | 'hospital_number'>>`
    select ${columns}, m.about_kind, m.about_id, m.patient_id, p.display_name as patient_name, p.hospital_number
    from messages.message m join patients.patient p on p.id = m.patient_id
    where ${condition(show)} order by ${planned ? sql`m.due_at` : sql`m.due_at desc`}, m.id limit ${limit}`.execute(act.tx);
  const counted = await sql<{ name: string; count: number }>`
    select 'to-decide' as name, count(*)::int from messages.message m where ${toDecide}
    union all select 'by-hand', count(*)::int from messages.message m where ${byHand}
    union all select 'to-print', count(*)::int from messages.message m where m.state = 'to-print'`.execute(act.tx);
  act.audit.shown(rows.map(({ patient_id }) => patient_id));
  return { messages: rows.map(shown), counts: Object.fromEntries(counted.rows.map(({ name, count }) => [name, count])) };
});

export const messagesAbout = serve(contract.messagesAbout, async ({ patient_id, about_id }, act) => {
  await seeRecord(act, patient_id);
  const { rows } = await sql<Row>`select ${columns} from messages.message m
    where m.about_id = ${about_id}::uuid and m.patient_id = any (${await records.aliasSet(act.tx, patient_id)}::uuid[]) order by m.due_at desc, m.id limit 100`.execute(act.tx);
  act.audit.detail({ about_id });
  return { messages: rows.map(shown) };
});

interface Named {
  patient_id: string;
  message_id: string;
}

interface Opened extends Row {
  content: Buffer | null;
  expires_at: Date;
  decided_at: Date | null;
}

async function openMessage(act: Act, { patient_id, message_id }: Named, lock = sql``): Promise<Opened> {
  await seeRecord(act, patient_id);
  const { rows } = await sql<Opened>`select ${columns}, m.content_encrypted as content, m.expires_at, m.decided_at from messages.message m
    where m.id = ${message_id}::uuid and m.patient_id = any (${await records.aliasSet(act.tx, patient_id)}::uuid[]) ${lock}`.execute(act.tx);
  const [message] = rows;
  if (message === undefined) throw new Problem(404, 'messages.message_unknown', 'There is no such message in this record', { field: 'message_id' });
  act.audit.detail({ message_id });
  return message;
}

const told = ({ content: _content, expires_at: _expires, decided_at: _decided, ...row }: Opened): MessageTold => shown(row);

export const readMessage = serve(contract.readMessage, async (input, act) => {
  const message = await openMessage(act, input);
  const content = message.content === null ? null : contentOf(message.id, message.content);
  return { message: told(message), to: content?.to ?? null, subject: content?.subject ?? null, text: content?.text ?? null };
});

export const decide = serve(contract.decide, async (input, act) => {
  const message = await openMessage(act, input, sql`for update`);
  const open = message.decided_at === null && (['unresolved', 'failed', 'to-print'].includes(message.state) || message.delivery === 'bounced' || (message.state === 'cancelled' && ['by_hand', 'no_way', 'refused'].includes(message.why ?? '')));
  if (!open) throw new Problem(409, 'messages.decided', 'There is nothing to decide about this message any more', { field: 'message_id', state: message.state });
  const again = input.as === 'again' || input.as === 'letter';
  if (again && message.expires_at <= new Date()) throw new Problem(409, 'messages.too_late', 'This message would come too late', { field: 'as' });
  await changeDecided(act.tx, message, input.as);
  act.audit.detail({ as: input.as });
  announce(act.tx, 'messages');
  return told(await openMessage(act, input));
});

async function changeDecided(tx: Tx, { id, state }: Opened, as: 'sent' | 'again' | 'letter' | 'leave'): Promise<void> {
  if (as === 'again' || as === 'letter') {
    await sql`update messages.message set state = 'planned', why = null, due_at = now(), tries = 0, channel = ${as === 'letter' ? 'letter' : null}, delivery = null, delivered_at = null, provider_id = null,
      decided_by = platform.actor_id() where id = ${id}::uuid`.execute(tx);
    return;
  }
  const sent = as === 'sent' && ['unresolved', 'to-print'].includes(state);
  await sql`update messages.message set state = case when ${sent} then 'sent' else state end, sent_at = case when ${sent} then coalesce(sent_at, now()) else sent_at end,
    decided_at = now(), decided_by = platform.actor_id() where id = ${id}::uuid`.execute(tx);
}
