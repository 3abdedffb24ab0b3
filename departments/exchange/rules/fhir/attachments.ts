/** A file inside a resource, and where it stands. */
export interface InnerFile {
  path: (string | number)[];
  content: Buffer;
}

/** Every file that a resource carries, at any depth and in contained resources too: an Attachment, the content of a Binary, and whatever else has base64 `data`. */
export function* filesIn(value: unknown, path: (string | number)[] = []): Generator<InnerFile> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (holdsBase64(key) && typeof inner === 'string') yield { path: place, content: Buffer.from(inner, 'base64') };
    else yield* filesIn(inner, place);
  }
}

/** `data` of Attachment, Binary and Signature; `valueBase64Binary` of an extension or a parameter. What only looks like it (SampledData) does no harm. */
const holdsBase64 = (key: string): boolean => key === 'data' || key.endsWith('Base64Binary');
