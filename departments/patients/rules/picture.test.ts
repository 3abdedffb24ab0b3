import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf } from './picture.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const text = (value: string): string => Buffer.from(value, 'latin1').toString('hex');

const png = bytes('89504e470d0a1a0a 0000000d 49484452 00000020 00000010 08 06');
const jpeg = bytes('ffd8 ffe0 0004 0000 ffc4 0003 00 ffff c2 0011 08 0030 0040 03');
const webp = {
  lossy: bytes(`${text('RIFF')} 00000000 ${text('WEBPVP8 ')} 00000000 000000 9d012a 2000 1000`),
  lossless: bytes(`${text('RIFF')} 00000000 ${text('WEBPVP8L')} 00000000 2f 1fc00300`),
  extended: bytes(`${text('RIFF')} 00000000 ${text('WEBPVP8X')} 0a000000 00000000 1f0000 0f0000`),
};

describe('a picture', () => {
  it('is told by its content, with its size', () => {
    expect(pictureOf(png)).toEqual({ media_type: 'image/png', width: 32, height: 16 });
    expect(pictureOf(jpeg)).toEqual({ media_type: 'image/jpeg', width: 64, height: 48 });
    for (const each of Object.values(webp)) expect(pictureOf(each)).toEqual({ media_type: 'image/webp', width: 32, height: 16 });
  });

  it('is none where something else only says so', () => {
    for (const other of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '\xff\xd8\xff\xda', '%PDF-1.7', 'RIFF0000WEBPVP9 ']) {
      expect(pictureOf(Buffer.from(other, 'latin1'))).toBeNull();
    }
    for (const cut of [png, jpeg, ...Object.values(webp)]) expect(pictureOf(cut.subarray(0, 12))).toBeNull();
  });

  it('never trips over bytes, whatever they are', () => {
    const beginnings = [png, jpeg, webp.lossy].map((each) => Array.from(each.subarray(0, 12)));
    const any = fc.tuple(fc.constantFrom([], ...beginnings), fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 200 }));
    fc.assert(fc.property(any, ([start, rest]) => {
      const found = pictureOf(Uint8Array.from([...start, ...rest]));
      if (found !== null) expect(found.media_type).toMatch(/^image\//);
    }));
  });
});
