/** What a picture is, by its content: never by what its sender says. */
export interface Picture {
  media_type: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
}

/** Reads type and size from the first bytes of a JPEG, PNG or WebP; null for anything else. */
export function pictureOf(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return pngOf(view) ?? webpOf(view) ?? jpegOf(view);
  } catch {
    // A RangeError: it ends before it says its size.
    return null;
  }
}

const textAt = (view: DataView, at: number, length: number): string =>
  Array.from({ length }, (_each, index) => String.fromCharCode(view.getUint8(at + index))).join('');

function pngOf(view: DataView): Picture | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || textAt(view, 12, 4) !== 'IHDR') return null;
  return { media_type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function webpOf(view: DataView): Picture | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return null;
  const media_type = 'image/webp';
  const three = (at: number) => view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
  switch (textAt(view, 12, 4)) {
    case 'VP8 ':
      return { media_type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { media_type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { media_type, width: three(24) + 1, height: three(27) + 1 };
    default:
      return null;
  }
}

function jpegOf(view: DataView): Picture | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The frame header says the size; C4, C8 and CC are tables and no frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { media_type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    at += 2 + view.getUint16(at + 2);
  }
}
