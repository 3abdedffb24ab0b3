import { fileLike, type CodeSource } from '../loaded-code.ts';
import { csvRows } from '../rows.ts';

/** LOINC: Loinc.csv, alone or in the archive of a release. Tests and measurements are offered, surveys and attachments are not. */
export const loinc: CodeSource = {
  system: 'http://loinc.org',
  complete: true,
  version: async ({ source, names }) => /Loinc_?(\d+\.\d+)/i.exec([source, ...names].join(' '))?.[1],
  async *read(files) {
    const name = files.names.length === 1 ? files.names[0]! : fileLike(files, /(^|[/\\])Loinc\.csv$/i, 'Loinc.csv');
    for await (const row of csvRows(files, name)) {
      const code = row['LOINC_NUM'] ?? '';
      const display = row['LONG_COMMON_NAME'] || row['SHORTNAME'] || row['COMPONENT'] || '';
      if (code === '' || display === '') continue;
      const rank = Number(row['COMMON_TEST_RANK'] || 0);
      const given = { component: row['COMPONENT'], property: row['PROPERTY'], system: row['SYSTEM'], scale: row['SCALE_TYP'], class: row['CLASS'], unit: row['EXAMPLE_UCUM_UNITS'], status: row['STATUS'] };
      yield {
        code, display, active: !/^(DEPRECATED|DISCOURAGED)$/i.test(row['STATUS'] ?? ''),
        terms: [row['SHORTNAME'], row['CONSUMER_NAME'], ...(row['RELATEDNAMES2'] ?? '').split(';').slice(0, 20)].map((term) => term?.trim() ?? '').filter((term) => term !== '' && term !== display),
        kinds: /^[12]$/.test(row['CLASSTYPE'] || '1') ? ['laboratory'] : [],
        common: rank > 0 ? Math.max(1, 40 - Math.floor(rank / 50)) : 0,
        properties: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
      };
    }
  },
};
