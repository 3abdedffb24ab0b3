import type { CodeFiles, CodeSource, LoadedCode } from '../loaded-code.ts';
import { cut, dateIn } from '../rows.ts';

/** CVX, the vaccines of the United States: the file between bars, or the XML. Vaccines that are not given stay for what was given once. */
export const cvx: CodeSource = {
  system: 'http://hl7.org/fhir/sid/cvx',
  complete: true,
  version: async ({ source }) => dateIn(source.replaceAll(/[-_]/g, '')),
  async *read(files) {
    yield* /\.xml$/i.test(files.names[0] ?? '') ? fromXml(files) : fromBars(files);
  },
};

async function* fromBars(files: CodeFiles): AsyncGenerator<LoadedCode> {
  for await (const line of files.lines(files.names[0]!)) {
    const [code = '', short = '', full = '', notes = '', status = ''] = cut(line, '|');
    yield* vaccine(code, short, full, notes, status);
  }
}

/** The XML is flat: one element for a vaccine, and one for each of its facts. */
async function* fromXml(files: CodeFiles): AsyncGenerator<LoadedCode> {
  let text = '';
  for await (const line of files.lines(files.names[0]!)) {
    text += `${line}\n`;
    const end = text.indexOf('</CVXInfo>');
    if (end < 0) continue;
    const one = text.slice(0, end);
    text = text.slice(end + '</CVXInfo>'.length);
    const fact = (name: string) => plain(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'i').exec(one)?.[1] ?? '');
    yield* vaccine(fact('CVXCode'), fact('ShortDescription'), fact('FullVaccinename'), fact('Notes'), fact('Status'));
  }
}

const plain = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&').trim();

function* vaccine(code: string, short: string, full: string, notes: string, status: string): Generator<LoadedCode> {
  if (!/^\d{1,3}$/.test(code) || short === '') return;
  yield {
    code: code.padStart(2, '0'), display: short, terms: full === '' || full === short ? [] : [full], kinds: ['vaccine'],
    // What is given elsewhere in the world is in force, whatever the United States do.
    active: /^(active|non-us)$/i.test(status), properties: { status, ...(notes === '' ? {} : { notes }) },
  };
}
