import { fileLike, type CodeSource } from '../loaded-code.ts';
import { dateIn } from '../rows.ts';

const order = /(^|[/\\])icd10cm[-_]?order[^/\\]*\.txt$/i;
const dotted = (code: string) => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);

/** ICD-10-CM, as the United States publish it: the order file, in columns of a fixed width. */
export const icd10cm: CodeSource = {
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  complete: true,
  version: async ({ names, source }) => dateIn(names.find((name) => order.test(name)) ?? '') ?? dateIn(source),
  async *read(files) {
    const seen = new Set<string>();
    for await (const line of files.lines(files.names.length === 1 ? files.names[0]! : fileLike(files, order, 'icd10cm_order_….txt'))) {
      const bare = line.slice(6, 13).trim();
      const display = line.slice(77).trim() || line.slice(16, 76).trim();
      if (!/^[A-Z][0-9][0-9A-Z]{1,5}$/.test(bare) || display === '') continue;
      let parent = bare.slice(0, -1);
      while (parent.length >= 3 && !seen.has(parent)) parent = parent.slice(0, -1);
      seen.add(bare);
      // Only what can be billed is offered; the families stand for looking up and down.
      const billable = line[14] === '1';
      yield {
        code: dotted(bare), display, parents: parent.length < 3 ? [] : [dotted(parent)], properties: { billable },
        kinds: billable ? (/^[RZ]/.test(bare) ? ['problem', 'visit_reason'] : ['problem']) : [],
      };
    }
  },
};
