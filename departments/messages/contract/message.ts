import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { channels, messageKinds } from './text.ts';

export const messageStates = ['planned', 'claimed', 'sent', 'failed', 'unresolved', 'cancelled', 'to-print'] as const;
export type MessageState = (typeof messageStates)[number];

const told = {
  id: z.uuid(),
  kind: z.enum(messageKinds),
  lead_minutes: z.int(),
  about_version: z.int(),
  due_at: z.string(),
  state: z.enum(messageStates),
  /** Why it waits, failed or was cancelled. */
  why: z.string().nullable(),
  tries: z.int(),
  channel: z.enum(channels).nullable(),
  sent_at: z.string().nullable(),
  delivery: z.enum(['delivered', 'bounced']).nullable(),
  delivered_at: z.string().nullable(),
  answer: z.enum(['confirmed', 'cancelled', 'other-time', 'accepted', 'declined']).nullable(),
  answered_at: z.string().nullable(),
};
export const MessageTold = z.object(told);
export type MessageTold = z.output<typeof MessageTold>;

export const Message = z.object({ ...told, about_kind: z.string(), about_id: z.uuid(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string() });
export type Message = z.output<typeof Message>;

const of = { patient_id: z.uuid(), message_id: z.uuid() };
const path = '/patients/{patient_id}/messages/{message_id}';

export const messageContract = {
  outbox: endpoint({ method: 'GET', path: '/messages', summary: 'Messages, those that somebody must decide on first', permission: 'messages.read', patient: 'query', event: 'messages.message.list' })
    .input(z.strictObject({ show: z.enum([...messageStates, 'to-decide', 'by-hand', 'all']).default('to-decide'), limit: z.int().min(1).max(500).default(200) }))
    .output(z.object({ messages: z.array(Message), counts: z.record(z.string(), z.int()) })),

  messagesAbout: endpoint({ method: 'GET', path: '/patients/{patient_id}/messages', summary: 'The messages about one thing, such as an appointment', permission: 'scheduling.read', patient: 'input', event: 'messages.message.list' })
    .input(z.strictObject({ patient_id: z.uuid(), about_id: z.uuid() }))
    .output(z.object({ messages: z.array(MessageTold) })),

  readMessage: endpoint({ method: 'GET', path, summary: 'What a message says, and to whom it went', permission: 'messages.read', patient: 'input', event: 'messages.message.read' })
    .input(z.strictObject(of))
    .output(z.object({ message: MessageTold, to: z.string().nullable(), subject: z.string().nullable(), text: z.string().nullable() })),

  /** Of what nobody knows whether it went out, and of what surely did not. */
  decide: endpoint({ method: 'POST', path: `${path}/decide`, summary: 'Decide on a message that was not sent: it went out, send it again, or leave it', permission: 'messages.send', patient: 'input', event: 'messages.message.decide' })
    .input(z.strictObject({ ...of, as: z.enum(['sent', 'again', 'letter', 'leave']) }))
    .output(MessageTold),
};
