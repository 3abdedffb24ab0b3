import pg from 'pg';

/**
 * How PostgreSQL values arrive in TypeScript, decided once for every query:
 *
 * - `int8` is a `bigint`, always. Money must be exact, and a value that changes its type as it grows is worse
 *   than one that is always a bigint. Cast counts to `int` in SQL (`count(*)::int`); JSON refuses a bigint loudly.
 * - `numeric` is text: it is exact, and no float comes near it.
 * - `date` is text, 'YYYY-MM-DD': a birth date has no time zone. `timestamp` and `interval` are text too.
 * - `timestamptz` is a `Date`, which keeps milliseconds. Where microseconds matter (a cursor), compare in SQL.
 * - `json` and `jsonb` are parsed. Where the bytes matter (a FHIR resource), select `::text`.
 */
const text = (value: string): string => value;

const parsers = new Map<number, (value: string) => unknown>([
  [20, BigInt], // int8
  [1082, text], // date
  [1114, text], // timestamp
  [1186, text], // interval
]);

// 1009 is text[]; the declared list of type numbers leaves arrays out.
const textArray = pg.types.getTypeParser(1009 as number, 'text') as (value: string) => (string | null)[];

for (const [oid, arrayOid] of [[20, 1016], [1082, 1182], [1114, 1115], [1186, 1187], [1700, 1231]] as const) {
  const parse = parsers.get(oid) ?? text;
  parsers.set(arrayOid, (value) => textArray(value).map((item) => (item === null ? null : parse(item))));
}

/** Type parsers for a `pg` client; nothing global is changed. */
export const values: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, format);
  },
};
