import type pg from 'pg';
import { random } from '@openward/patients/demo';
import type { BenchHospital, BenchServer } from './hospital.ts';
import type { LoadResult, Request } from './load.ts';
import { percentile, perSecond } from './load-process.ts';
import type { Report } from './report.ts';

const many = 500_000;
const stems = [
  'fracture', 'disorder', 'neoplasm', 'infection', 'diabetes', 'chronic', 'acute', 'malignant', 'benign', 'injury', 'pain', 'syndrome', 'congenital', 'femur', 'radius',
  'tibia', 'lung', 'liver', 'kidney', 'heart', 'left', 'right', 'upper', 'lower', 'unspecified', 'initial', 'subsequent', 'sequela', 'open', 'closed', 'with', 'without',
  'of', 'due', 'type', 'stage', 'primary', 'secondary', 'viral', 'bacterial', 'arthritis', 'anaemia', 'hernia', 'ulcer', 'abscess', 'burn', 'toxic', 'effect', 'drug', 'nerve',
];

/** Adds invented codes until there are half a million. */
export async function fillCodes(client: pg.Client): Promise<void> {
  await client.query(`
    insert into terminology.code_system (url, name, publisher, notice) values ('urn:openward:bench', 'Bench', 'Bench', 'Invented.') on conflict do nothing`);
  await client.query(`
    insert into terminology.concept (system_id, code, display, kinds, since, release)
    select s.id, 'B' || n, words.text || ' ' || n % 997,
      array[(array['problem', 'problem', 'problem', 'procedure', 'laboratory', 'medicine'])[n % 6 + 1]], 'bench', 'bench'
    from terminology.code_system s, generate_series(1, $3::int - (select count(*)::int from terminology.concept)) n
      cross join lateral (
        select string_agg(($1::text[])[(hashint4(n + place * 1000003) & 2147483647) % $2::int + 1], ' ' order by place) as text
        from generate_series(1, 6) place) as words
    where s.url = 'urn:openward:bench' on conflict do nothing`, [stems, stems.length, many]);
  await client.query('select terminology.rebuild_search()');
  await client.query('vacuum (analyze) terminology.concept, terminology.search_place, terminology.search_word');
}

/** What people type: one or two words begun, or a code. */
function typed(count: number): string[] {
  const chance = random('codes');
  const begun = () => {
    const word = chance.pick(stems);
    return word.slice(0, chance.whole(1, word.length));
  };
  return Array.from({ length: count }, () => chance.pick([begun, begun, () => `${begun()} ${begun()}`, () => `${begun()} ${begun()} ${begun()}`, () => `B${chance.digits(4)}`])());
}

/** Type-ahead over half a million codes, four people typing without a pause. */
export async function codes(
  hospital: BenchHospital, server: BenchServer, report: Report,
  measure: (server: BenchServer, role: string, requests: Request[], options: { at: number }) => Promise<LoadResult>,
): Promise<void> {
  report.heading(`Finding a code among ${many.toLocaleString('en')}`);
  await hospital.withSuperuser(async (connect) => fillCodes(await connect()));
  const requests = typed(6000).map((query) => ({ method: 'GET', path: `/api/terminology/codes?${new URLSearchParams({ kind: 'problem', query })}` }));
  const result = await measure(server, 'doctor', requests, { at: 4 });
  report.add({ name: 'type-ahead of codes, p50', value: percentile(result, 0.5), unit: 'ms' });
  report.add({ name: 'type-ahead of codes, p95', value: percentile(result, 0.95), unit: 'ms', target: '≤ 100 ms', met: percentile(result, 0.95) <= 100 });
  report.add({ name: 'type-ahead of codes, rate', value: perSecond(result), unit: '/s' });
}
