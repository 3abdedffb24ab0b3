import { expect, test } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each([
  ['application/pdf', bytes('%PDF-1.7 …')],
  ['image/png', bytes('\x89PNG\r\n\x1a\n....')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe1..Exif')],
  ['image/tiff', bytes('II*\0')],
  ['image/tiff', bytes('MM\0*')],
  ['text/plain', Buffer.from('Körpergröße 181 cm\r\n\tGewicht')],
  ['text/plain', Buffer.from('cut off: é').subarray(0, -1)],
  [null, bytes('<!DOCTYPE html><script>alert(1)</script>')],
  [null, bytes('  <SVG onload="alert(1)">')],
  [null, bytes('<?xml version="1.0"?><svg/>')],
  [null, bytes('MZ\x90\0')],
  [null, bytes('PK\x03\x04')],
  [null, bytes('GIF89a\x01\0')],
  [null, bytes('latin \xe9 only')],
  [null, new Uint8Array()],
])('is %s', (type, content) => {
  expect(mediaTypeOf(content)).toBe(type);
});
