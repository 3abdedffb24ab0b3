import { blindIndex } from '@openward/platform/crypto';
import { searchFault } from './fault.ts';

/** Where a page ended: the sort keys of its last entry, or its place in a stream. */
export type Place = (string | null)[];

/** Whatever changes what is found or its order: a page belongs to one search. Without the hospital's key none can be made up. */
function seal(type: string, parameters: readonly (readonly [string, string])[], place: string): string {
  const search = parameters.filter(([name]) => name !== '_page' && name !== '_count');
  return blindIndex('exchange.page', JSON.stringify([type, search, place])).toString('base64url').slice(0, 12);
}

/** Writes a place so that a client can hand it back, and only with the same search. */
export function pageText(type: string, parameters: readonly (readonly [string, string])[], place: Place): string {
  const text = JSON.stringify(place);
  return `${seal(type, parameters, text)}${Buffer.from(text).toString('base64url')}`;
}

/** Reads a place that `pageText` wrote; 400 for anything else. */
export function readPage(type: string, parameters: readonly (readonly [string, string])[], page: string): Place {
  const text = Buffer.from(page.slice(12), 'base64url').toString('utf8');
  if (page.slice(0, 12) !== seal(type, parameters, text)) {
    throw searchFault('page', '_page', 'This is not where a page of this search ended: begin it again');
  }
  return JSON.parse(text) as Place;
}
