import { membersOf } from './scan.ts';

/**
 * The text of a resource whose meta.security is these codings; its other members stay as they were written. `text` is compact JSON
 * of a resource.
 */
export function withSecurity(text: string, codings: readonly object[]): string {
  const members = membersOf(text);
  const security = codings.length === 0 ? undefined : `"security":${JSON.stringify(codings)}`;
  const meta = members.find(({ key }) => key === 'meta');
  if (meta === undefined || text.charCodeAt(meta.value_start) !== 123) {
    if (security === undefined) return text;
    const first = members.find(({ key }) => key === 'resourceType')!;
    return `${text.slice(0, first.end)},"meta":{${security}}${text.slice(first.end)}`;
  }
  const kept = membersOf(text, meta.value_start).filter(({ key }) => key !== 'security').map(({ start, end }) => text.slice(start, end));
  const inside = [...kept, ...(security === undefined ? [] : [security])];
  if (inside.length > 0) return `${text.slice(0, meta.value_start)}{${inside.join(',')}}${text.slice(meta.end)}`;
  const parts = members.filter((member) => member !== meta).map(({ start, end }) => text.slice(start, end));
  return `{${parts.join(',')}}`;
}
