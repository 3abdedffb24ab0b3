import { codeKinds, type CodeKind } from '../../../contract/index.ts';
import { CodesUnreadable, type CodeSource } from '../loaded-code.ts';
import { csvRows, dateIn } from '../rows.ts';

/** ATC: a comma-separated list of codes and names, as the WHO Collaborating Centre sells it and health authorities give it. */
export const atc: CodeSource = {
  system: 'http://www.whocc.no/atc',
  complete: true,
  version: async ({ source }) => dateIn(source),
  async *read(files) {
    for await (const row of csvRows(files, files.names[0]!)) {
      const column = (pattern: RegExp) => Object.entries(row).find(([key]) => pattern.test(key))?.[1] ?? '';
      const code = column(/code/i).toUpperCase();
      const display = column(/name|display|description/i);
      if (!/^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/.test(code) || display === '') continue;
      const substance = code.length === 7;
      yield {
        code, display, kinds: substance ? ['medicine', 'allergen'] : code.length >= 4 ? ['allergen'] : [],
        parents: [5, 4, 3, 1].filter((cut) => cut < code.length).map((cut) => code.slice(0, cut)),
      };
    }
  },
};

/** A list of a hospital's own: columns code and display, and at will terms, kinds, parents (between ;), active, common. */
export const ownList = (system: string, kind: CodeKind | undefined): CodeSource => ({
  system,
  complete: false,
  version: async ({ source }) => dateIn(source),
  async *read(files) {
    const several = (text: string | undefined) => (text ?? '').split(';').map((each) => each.trim()).filter((each) => each !== '');
    for await (const row of csvRows(files, files.names[0]!)) {
      if (row['code'] === undefined || row['display'] === undefined) throw new CodesUnreadable('The first line must name the columns code and display');
      if (row['code'] === '' || row['display'] === '') continue;
      const kinds = several(row['kinds']);
      const unknown = kinds.find((each) => !(codeKinds as readonly string[]).includes(each));
      if (unknown !== undefined) throw new CodesUnreadable(`${unknown} is no kind; the kinds are ${codeKinds.join(', ')}`);
      yield {
        code: row['code'], display: row['display'], terms: several(row['terms']), parents: several(row['parents']),
        kinds: kinds.length > 0 ? (kinds as CodeKind[]) : kind === undefined ? [] : [kind],
        active: !/^(0|false|no)$/i.test(row['active'] ?? ''), common: Math.min(Math.max(Math.trunc(Number(row['common'] ?? 0)) || 0, 0), 100),
      };
    }
  },
});
