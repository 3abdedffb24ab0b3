import { fileLike, type CodeSource } from '../loaded-code.ts';
import { dateIn, tabRows } from '../rows.ts';

const tabulation = /SimpleTabulation[^/\\]*\.txt$/i;
const nameOf = (files: { names: readonly string[] } & Parameters<typeof fileLike>[0]) =>
  files.names.length === 1 ? files.names[0]! : fileLike(files, tabulation, 'SimpleTabulation-ICD-11-MMS-….txt');

/** ICD-11 for mortality and morbidity statistics, as WHO publishes it: the simple tabulation. */
export const icd11: CodeSource = {
  system: 'http://id.who.int/icd/release/11/mms',
  complete: true,
  async version(files) {
    for await (const line of files.lines(nameOf(files))) return /Version:\s*([^\t"]+)/.exec(line)?.[1]?.trim() ?? dateIn(files.source);
    return undefined;
  },
  async *read(files) {
    const above: (string | undefined)[] = [];
    for await (const row of tabRows(files, nameOf(files))) {
      const { Code: code = '', Title: title = '', ClassKind: kind = '' } = row;
      const depth = /^(?:-\s*)*/.exec(title)?.[0].replaceAll(/\s/g, '').length ?? 0;
      above.length = depth;
      above[depth] = kind === 'category' && code !== '' ? code : undefined;
      if (kind !== 'category' || code === '') continue;
      const parent = above.slice(0, depth).findLast((each) => each !== undefined);
      yield {
        code, display: title.replace(/^(?:-\s*)+/, ''), kinds: ['problem'], parents: parent === undefined ? [] : [parent],
        ...(row['Foundation URI'] ? { properties: { foundation: row['Foundation URI'] } } : {}),
      };
    }
  },
};
