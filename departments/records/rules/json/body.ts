import { membersOf } from './scan.ts';
import type { MemberPlace } from './scan.ts';

/** The text that is kept of a resource, and the place where its version is written when it is read. */
export interface Body {
  text: string;
  meta_at: number;
}

const given: ReadonlySet<string> = new Set(['versionId', 'lastUpdated']);

/**
 * The text to keep of a resource: the sender's, with the id it has here, and without meta.versionId and
 * meta.lastUpdated, which are the server's to give and stand in columns. `text` is compact JSON of a resource.
 */
export function bodyOf(text: string, id: string): Body {
  const parts: string[] = [];
  let length = 1;
  let afterId = 0;
  let meta_at = 0;
  const add = (part: string): void => {
    length += part.length + (parts.length > 0 ? 1 : 0);
    parts.push(part);
  };
  const members = membersOf(text);
  const hasId = members.some((member) => member.key === 'id');
  for (const member of members) {
    if (member.key === 'meta') {
      const meta = metaWithout(text, member);
      if (meta === undefined) continue;
      add(meta.text);
      if (meta.inside >= 0) meta_at = length - meta.text.length + meta.inside;
    } else if (member.key === 'id') {
      add(`${text.slice(member.start, member.value_start)}"${id}"`);
      afterId = length;
    } else {
      add(text.slice(member.start, member.end));
      if (member.key === 'resourceType' && !hasId) {
        add(`"id":"${id}"`);
        afterId = length;
      }
    }
  }
  return { text: `{${parts.join(',')}}`, meta_at: meta_at > 0 ? meta_at : afterId };
}

/** The member `meta` without what the server gives; undefined when nothing is left of it. */
function metaWithout(text: string, meta: MemberPlace): { text: string; inside: number } | undefined {
  if (text.charCodeAt(meta.value_start) !== 123) return { text: text.slice(meta.start, meta.end), inside: -1 };
  const inner = membersOf(text, meta.value_start);
  const kept = inner.filter((member) => !given.has(member.key));
  if (kept.length === 0) return undefined;
  const key = text.slice(meta.start, meta.value_start);
  const value = kept.map((member) => text.slice(member.start, member.end)).join(',');
  return { text: `${key}{${value}}`, inside: key.length + 1 };
}

/** The resource as it is read: its kept text with its version and time spliced in. */
export function withMeta(body: string, meta_at: number, version: number, last_updated: string): string {
  const members = `"versionId":"${version}","lastUpdated":"${last_updated}"`;
  const before = body.slice(0, meta_at);
  const after = body.slice(meta_at);
  // An object key is never empty here, so `{` before the place means: inside meta, before its first member.
  return before.endsWith('{') ? `${before}${members},${after}` : `${before},"meta":{${members}}${after}`;
}
