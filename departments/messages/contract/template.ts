import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { channels, line, messageKinds, version } from './text.ts';

/** What a template may have filled in. A line with a place to check in stays away where there is none; the last four, unless the patient agreed that they are named. */
export const places = ['hospital', 'date', 'time', 'number', 'link', 'check_in', 'name', 'what', 'with', 'place', 'reason'] as const;
export type Place = (typeof places)[number];

const body = z.string().normalize('NFC').trim().min(1).max(4000).regex(/^[\P{Cc}\n]+$/u, 'Holds a control character')
  .refine((text) => [...text.matchAll(/\{([^{}]*)\}/g)].every(([, place]) => (places as readonly string[]).includes(place ?? '')), { message: 'Names something that is not filled in' });

const about = {
  kind: z.enum(messageKinds),
  channel: z.enum(channels),
  language: z.string().regex(/^[a-z]{2,3}$/, 'Is not a language, such as en'),
  visit_type_id: z.uuid().nullable().default(null),
};
const text = { subject: line(200).nullable().default(null), body };

/** Without an id: what is used as long as the hospital has no text of its own. */
export const Template = z.object({ ...about, subject: z.string().nullable(), body: z.string(), id: z.uuid().nullable(), version: z.int() });
export type Template = z.output<typeof Template>;

const manage = { permission: 'messages.manage', patient: 'none' } as const;

export const templateContract = {
  messageTemplates: endpoint({ method: 'GET', path: '/messages/templates', summary: 'The texts of messages', ...manage, event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ templates: z.array(Template), /** Those that may have texts of their own. */ appointment_kinds: z.array(z.object({ id: z.uuid(), name: z.string() })) })),

  /** Takes the place of the text for the same kind, way, language and kind of appointment. A text for one kind of appointment is for patients who agreed that it is named. */
  keepTemplate: endpoint({ method: 'POST', path: '/messages/templates', summary: 'Keep a text of the hospital’s own', ...manage, event: 'messages.template.change' })
    .input(z.strictObject({ ...about, ...text, version: version.optional() }))
    .output(Template),

  removeTemplate: endpoint({ method: 'DELETE', path: '/messages/templates/{template_id}', summary: 'Go back to the text that came with OpenWard', ...manage, event: 'messages.template.remove' })
    .input(z.strictObject({ template_id: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),

  previewTemplate: endpoint({ method: 'POST', path: '/messages/templates/preview', summary: 'What a text would say to an invented patient', ...manage, event: 'messages.template.preview' })
    .input(z.strictObject({ language: about.language, ...text, may_name: z.boolean().default(false) }))
    .output(z.object({ subject: z.string().nullable(), text: z.string(), sms_parts: z.int() })),
};
