import { z } from 'zod';
import { Reply, secured, type Act, type Document } from '@openward/platform/http';
import { linkPageHtml, type LinkPage } from './link-page.ts';
import { readLink, type LinkOf } from './link.ts';

/** What a department shows to whoever opens a link of its purpose, and does when they press a button. */
export interface LinkPurpose {
  /** Changes nothing: those who look for viruses in mail open every link. */
  show(act: Act, link: LinkOf): Promise<LinkPage>;
  /** Null where there is no such act. */
  press(act: Act, link: LinkOf, name: string): Promise<LinkPage | null>;
}

const purposes = new Map<string, LinkPurpose>();

/** A department tells what links of its purpose do. Called once, when it is loaded. */
export function linksDo(purpose: string, does: LinkPurpose): void {
  purposes.set(purpose, does);
}

/** The page for a link that does nothing. Who holds it is not known: both languages. */
export const unknownPage: LinkPage = {
  language: 'en', status: 404, acts: [],
  title: 'This link does not work',
  lines: ['It may not be complete. Open it from the message again, or call the hospital.', 'هذا الرابط لا يعمل. افتحه من الرسالة مرة أخرى أو اتصل بالمستشفى.'],
};
export const expiredPage: LinkPage = {
  language: 'en', status: 410, acts: [],
  title: 'This link has expired',
  lines: ['Please call the hospital.', 'انتهت صلاحية هذا الرابط. يرجى الاتصال بالمستشفى.'],
};

const answer = (token: string, page: LinkPage): Document =>
  new Reply({
    status: page.status ?? 200, content_type: 'text/html; charset=utf-8', content: linkPageHtml(token, page),
    // The address is a key: it is kept nowhere, and no other site learns it.
    headers: { 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' },
  }) as unknown as Document;

const token = z.string().max(200);

async function open(act: Act, given: string, then: (purpose: LinkPurpose, link: LinkOf) => Promise<LinkPage | null>): Promise<Document> {
  const link = readLink(given);
  const purpose = link === null ? undefined : purposes.get(link.purpose);
  if (link === null || purpose === undefined) return answer('-', unknownPage);
  act.audit.detail({ purpose: link.purpose, about_id: link.id });
  if (link.expires_at.getTime() < Date.now()) return answer(given, expiredPage);
  return answer(given, (await then(purpose, link)) ?? unknownPage);
}

const declared = { base: '/l', permission: 'public', patient: 'found' } as const;

export const showLink = {
  ...secured({ method: 'GET', path: '/{token}', summary: 'The page of a link in a message; changes nothing', ...declared, event: 'messages.link.read' }, z.strictObject({ token }),
    (input, act) => open(act, input.token, (purpose, link) => purpose.show(act, link))),
  input_of: (request: { params: unknown }) => ({ token: textOf(request.params, 'token') }),
};

export const pressLink = {
  ...secured({ method: 'POST', path: '/{token}/{name}', summary: 'What a patient answers by a link', ...declared, event: 'messages.link.answer' }, z.strictObject({ token, name: z.string().max(40) }),
    (input, act) => open(act, input.token, (purpose, link) => purpose.press(act, link, input.name))),
  input_of: (request: { params: unknown }) => ({ token: textOf(request.params, 'token'), name: textOf(request.params, 'name') }),
};

const textOf = (params: unknown, name: string): string => {
  const value = (params as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
};
