// The door for other departments.

export type { LinkOf } from './link.ts';
export { makeLink, readLink } from './link.ts';
export type { LinkPage } from './link-page.ts';
export { linksDo, type LinkPurpose } from './links.ts';
export { mailPlainly } from './plain-mail.ts';
export { cancelPlanned, keepAnswer, plan, type PlannedMessage } from './plan.ts';
export { messagesSaidTo, type SaidMessage } from './said.ts';
export { alsoLinks, kindsAre, messagesAre, type SubjectNow } from './subject.ts';
export { postOutside, type Post } from '@openward/platform/http/outbound';
export { startedAt, webAddress } from './web-address.ts';
export { languageOf, type Language } from '../rules/texts.ts';
export { whenIn } from './compose.ts';
export { sendDue } from './worker.ts';
