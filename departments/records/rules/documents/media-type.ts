import type { MediaType } from '../../contract/documents.ts';

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, at) => bytes[at] === byte);

/** Markup that a browser might take for a page, or a picture with scripts in it. */
const markup = /<(?:!doctype|html|svg|script|\?xml)/i;

/**
 * What a file is, by its first bytes and never by its name or by what its sender says; null for what is not taken. Text is
 * text only where all of it is UTF-8 without control characters, and holds no markup.
 */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(head, 0x49, 0x49, 0x2a, 0x00) || starts(head, 0x4d, 0x4d, 0x00, 0x2a)) return 'image/tiff';
  return isPlainText(head) ? 'text/plain' : null;
}

/** Whether these bytes are plain text; a letter may be cut off at their end. */
export function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return text !== '' && !/[\p{Cc}--[\t\n\r\f]]/v.test(text) && !markup.test(text);
  } catch {
    return false;
  }
}
