import { timingSafeEqual } from 'node:crypto';
import { blindIndex } from '@openward/platform/crypto';

/** What a link is good for: one purpose, one thing in one version, until then. */
export interface LinkOf {
  /** A short word of the department that answers it. */
  purpose: string;
  id: string;
  version: number;
  expires_at: Date;
}

const signed = (head: string): string => blindIndex('messages.link', head).subarray(0, 18).toString('base64url');

/** The token of a link: what it is good for, and the hospital’s signature of it. Nobody can make one, or change what it is good for. */
export function makeLink({ purpose, id, version, expires_at }: LinkOf): string {
  const head = [purpose, Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'), version.toString(36), Math.ceil(expires_at.getTime() / 1000).toString(36)].join('.');
  return `${head}.${signed(head)}`;
}

/** What a token is good for; null for one that this hospital did not make. It may have expired. */
export function readLink(token: string): LinkOf | null {
  const [, head = '', signature = ''] = /^([a-z]{1,12}\.[\w-]{22}\.[0-9a-z]{1,7}\.[0-9a-z]{1,9})\.([\w-]{24})$/.exec(token) ?? [];
  if (head === '' || !timingSafeEqual(Buffer.from(signature), Buffer.from(signed(head)))) return null;
  const [purpose = '', id = '', version = '', seconds = ''] = head.split('.');
  const hex = Buffer.from(id, 'base64url').toString('hex');
  return {
    purpose, version: Number.parseInt(version, 36), expires_at: new Date(Number.parseInt(seconds, 36) * 1000),
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  };
}
