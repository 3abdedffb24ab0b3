import { unseal } from '@openward/platform/crypto';
import type { Content } from './compose.ts';

/** Where what a message says is sealed for. */
export const contentPlace = (id: string) => ({ table: 'messages.message', column: 'content_encrypted', row: id });

/** What a message said, opened. */
export const contentOf = (id: string, sealed: Buffer): Content => JSON.parse(unseal(sealed, contentPlace(id)).toString('utf8')) as Content;
