import { fileLike, type CodeFiles, type CodeSource, type LoadedCode } from '../loaded-code.ts';
import { cut, dateIn } from '../rows.ts';

/** Kinds of terms that name a medicine, the best name first; the others are other words for it. */
const names = ['IN', 'PIN', 'MIN', 'BN', 'SCD', 'SBD', 'GPCK', 'BPCK', 'SCDC', 'SBDC', 'SCDF', 'SBDF', 'SCDG', 'SBDG', 'DF', 'DFG'];
const offered = new Set(['IN', 'PIN', 'MIN', 'BN', 'SCD', 'SBD', 'GPCK', 'BPCK']);
const atc = 'http://www.whocc.no/atc';

interface Atom { tty: string; text: string; suppressed: boolean }

/** RxNorm: RXNCONSO.RRF. What ATC says of an ingredient becomes a map. */
export const rxnorm: CodeSource = {
  system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  complete: true,
  version: async ({ source, names: all }) => dateIn([source, ...all].join(' ').replaceAll(/(\d{2})(\d{2})(20\d\d)/g, '$3$1$2')),
  async *read(files) {
    let now = '';
    let atoms: Atom[] = [];
    let classes: string[] = [];
    for await (const [rxcui, source, tty, code, text, suppress] of atomsOf(files)) {
      if (rxcui !== now) {
        yield* conceptOf(now, atoms, classes);
        [now, atoms, classes] = [rxcui, [], []];
      }
      if (source === 'ATC') classes.push(code);
      else if (source === 'RXNORM') atoms.push({ tty, text, suppressed: suppress !== 'N' && suppress !== '' });
    }
    yield* conceptOf(now, atoms, classes);
  },
};

async function* atomsOf(files: CodeFiles): AsyncGenerator<[string, string, string, string, string, string]> {
  const name = files.names.length === 1 ? files.names[0]! : fileLike(files, /(^|[/\\])rrf[/\\]RXNCONSO\.RRF$|^RXNCONSO\.RRF$/i, 'RXNCONSO.RRF');
  for await (const line of files.lines(name)) {
    const field = cut(line, '|');
    if (field[1] === 'ENG') yield [field[0] ?? '', field[11] ?? '', field[12] ?? '', field[13] ?? '', field[14] ?? '', field[16] ?? ''];
  }
}

function* conceptOf(code: string, atoms: Atom[], classes: string[]): Generator<LoadedCode> {
  const named = atoms.filter(({ tty }) => names.includes(tty)).sort((a, b) => Number(a.suppressed) - Number(b.suppressed) || names.indexOf(a.tty) - names.indexOf(b.tty))[0];
  if (code === '' || named === undefined) return;
  yield {
    code, display: named.text, active: !named.suppressed, properties: { tty: named.tty },
    terms: [...new Set(atoms.map(({ text }) => text).filter((text) => text !== named.text))],
    kinds: !offered.has(named.tty) ? [] : /^(IN|PIN|MIN)$/.test(named.tty) ? ['medicine', 'allergen'] : ['medicine'],
    ...(classes.length > 0 ? { maps: [...new Set(classes)].map((each) => ({ system: atc, code: each, equivalence: 'equivalent' })) } : {}),
  };
}
