import { inflateSync } from 'node:zlib';

/** What a person reads on the pages of a PDF of ours, line by line, and between the pages a form feed; for tests. */
export function pdfText(pdf: Buffer): string {
  const objects = new Map([...pdf.toString('latin1').matchAll(/(\d+) 0 obj\b([\s\S]*?)endobj/g)].map(([, id = '', body = '']) => [id, body]));
  const streamOf = (body: string): string => {
    const at = /stream\r?\n/.exec(body);
    if (at === null) return '';
    const head = body.slice(0, at.index);
    const begins = at.index + at[0].length;
    const bytes = Buffer.from(body.slice(begins, begins + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)), 'latin1');
    return head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
  };
  const reference = (body: string, name: string): string => objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? '';
  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name, lettersOf(streamOf(reference(objects.get(id) ?? '', 'ToUnicode'))));
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((page) => linesOf(streamOf(reference(page, 'Contents')), fonts)).join('\n\f\n');
}

/** Which letters the numbers of a font stand for. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  const text = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], at) => letters.set(Number.parseInt(first, 16) + at, text(hex.replaceAll(' ', ''))));
  }
  return letters;
}

function linesOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let text = '';
  let height = '';
  for (const [, chosen, y, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi)) {
    if (chosen !== undefined) font = fonts.get(chosen) ?? font;
    else if (y !== undefined) {
      if (y !== height) text += '\n';
      height = y;
    }
    else for (const [hex] of (shown ?? '').matchAll(/[0-9a-f]{4}(?=[0-9a-f]*>)/gi)) text += font.get(Number.parseInt(hex, 16)) ?? '';
  }
  return text.trim();
}
