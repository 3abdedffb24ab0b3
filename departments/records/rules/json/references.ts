import { decodeString, endOfString } from './scan.ts';

// In compact JSON a quoted name followed by a colon can only be a key: inside a string the quotes would be escaped.
const linkKeys = /"(?:reference|url|uri|valueUri|valueUrl)":"/g;
const referenceKey = '"reference":"';

/** What the text of a resource points to, and where. */
export interface Link {
  /** True for `Reference.reference`; false for other addresses, which are only followed when they are known. */
  is_reference: boolean;
  target: string;
}

/**
 * Rewrites what a resource points to: `resolve` gives the new target, or undefined to leave it as it is.
 * `text` is compact JSON; everything else in it stays as it was.
 */
export function rewriteLinks(text: string, resolve: (link: Link) => string | undefined): string {
  let rewritten = '';
  let kept = 0;
  linkKeys.lastIndex = 0;
  for (let found = linkKeys.exec(text); found !== null; found = linkKeys.exec(text)) {
    const start = linkKeys.lastIndex - 1;
    const end = endOfString(text, start);
    linkKeys.lastIndex = end;
    const target = resolve({ is_reference: found[0] === referenceKey, target: decodeString(text, start, end) });
    if (target === undefined) continue;
    rewritten += text.slice(kept, start) + JSON.stringify(target);
    kept = end;
  }
  return kept === 0 ? text : rewritten + text.slice(kept);
}

/** As `rewriteLinks`, in the value itself: what was parsed stays equal to its text. Only references are followed. */
export function rewriteReferencesIn(value: unknown, resolve: (target: string) => string | undefined): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') rewriteReferencesIn(item, resolve);
    return;
  }
  const holder = value as Record<string, unknown>;
  for (const key in holder) {
    const inner = holder[key];
    if (typeof inner === 'object') rewriteReferencesIn(inner, resolve);
    else if (key === 'reference' && typeof inner === 'string') holder[key] = resolve(inner) ?? inner;
  }
}

/** Where the first `Reference.reference` with this target stands. */
export function pathOfReference(value: unknown, target: string): (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const part = Array.isArray(value) ? Number(key) : key;
    if (key === 'reference' && inner === target) return [part];
    const found = pathOfReference(inner, target);
    if (found !== undefined) return [part, ...found];
  }
  return undefined;
}
