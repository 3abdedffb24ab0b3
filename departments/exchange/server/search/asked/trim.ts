import { membersOf, shapeOf } from '@openward/records/api';
import type { Summary } from './result.ts';
import summaryElements from './summary.json' with { type: 'json' };

const always = ['resourceType', 'id', 'meta', 'implicitRules'];

/** Which members of a resource of a type are kept; undefined where all are. */
function keptMembers(type: string, summary: Summary, elements: readonly string[] | null): ((name: string) => boolean) | undefined {
  const shape = shapeOf(type);
  const elementOf = (name: string): string => shape?.members.get(name.replace(/^_/, ''))?.element.replace('[x]', '') ?? name;
  const needed = new Set(shape?.needed.map(({ element }) => element.replace('[x]', '')));
  if (elements !== null) return (name) => elements.includes(elementOf(name)) || elements.includes(name) || needed.has(elementOf(name));
  if (summary === 'data') return (name) => name !== 'text';
  if (summary === 'text') return (name) => name === 'text' || needed.has(elementOf(name));
  if (summary !== 'true') return undefined;
  const listed = new Set((summaryElements as Record<string, string>)[type]?.split(' '));
  return (name) => listed.has(elementOf(name)) || needed.has(elementOf(name));
}

const subsetted = '{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}';

/** A resource with the members that were asked for only, and marked so; the text of what stays is not touched. */
export function trimmed(type: string, text: string, summary: Summary, elements: readonly string[] | null): string {
  const kept = keptMembers(type, summary, elements);
  if (kept === undefined) return text;
  const parts = membersOf(text).filter(({ key }) => always.includes(key) || kept(key))
    .map(({ key, start, end, value_start }) => (key === 'meta' ? `"meta":${markedMeta(text.slice(value_start, end))}` : text.slice(start, end)));
  return `{${parts.join(',')}}`;
}

function markedMeta(meta: string): string {
  const members = membersOf(meta);
  const tag = members.find(({ key }) => key === 'tag');
  if (tag === undefined) return `${meta.slice(0, -1)}${members.length > 0 ? ',' : ''}"tag":[${subsetted}]}`;
  const inside = meta.slice(tag.value_start, tag.end);
  const marked = inside === '[]' ? `[${subsetted}]` : `${inside.slice(0, -1)},${subsetted}]`;
  return `${meta.slice(0, tag.value_start)}${marked}${meta.slice(tag.end)}`;
}
