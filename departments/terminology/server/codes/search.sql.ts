import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Code, CodeKind } from '../../contract/index.ts';

/** How many codes are looked at before the best are chosen; a longer word finds those beyond. */
const considered = { code: 40, common: 400, begins: 200, any: 2000 };

/**
 * Codes of a kind by what is typed: a code or its beginning, or words begun in any order. First the code itself, then what
 * begins so, then the usual. Every step reads an index and is bounded, so that it stays quick over half a million codes; the
 * widest is not taken for a single letter, which says nothing.
 */
export async function searchCodes(tx: Tx, kind: CodeKind, query: string, limit: number): Promise<Code[]> {
  const { rows } = await sql<Code>`
    with typed as materialized (
      select terminology.key_of(${query}) as key, platform.fold(${query}) as text,
        array_remove(regexp_split_to_array(platform.fold(${query}) collate "pg_c_utf8", '[^[:alnum:]]+'), '') as words
    ), asked as materialized (
      select key, text, length(key) as letters, coalesce(array_length(words, 1), 0) as count,
        (select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from unnest(words) word) as words,
        (select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from unnest(words) word where length(word) > 1) as long_words
      from typed
    ), candidate as (
      (select c.id from asked, terminology.concept c
        where c.active and c.kinds <> '{}' and asked.letters > 0 and c.kinds @> array[${kind}]
          and c.code_key >= asked.key and c.code_key < asked.key || chr(1114111)
        order by c.code_key limit ${considered.code})
      union
      (select c.id from asked, terminology.concept c
        where c.active and c.common > 0 and c.search @@ asked.words and c.kinds @> array[${kind}]
        limit ${considered.common})
      union
      (select c.id from asked, terminology.concept c
        where c.active and c.kinds <> '{}' and asked.count > 0 and c.kinds @> array[${kind}]
          and c.begins >= asked.text and c.begins < asked.text || chr(1114111)
        order by c.begins limit ${considered.begins})
      union
      (select c.id from asked, terminology.concept c
        where c.active and c.kinds <> '{}' and c.search @@ asked.long_words and ts_match_vq(c.search, asked.words)
          and c.kinds @> array[${kind}]
        limit ${considered.any})
      union
      (select c.id from asked, terminology.concept c
        where asked.count = 0 and c.active and c.common > 0 and c.kinds @> array[${kind}]
        order by c.common desc, c.begins limit ${limit})
    )
    select s.url as system, c.code, c.display, ${kind} as kind, s.name as system_name
    from asked cross join candidate
      -- One by one by their key: the planner, which cannot know how few they are, would read the whole table.
      cross join lateral (select * from terminology.concept one where one.id = candidate.id offset 0) c
      join terminology.code_system s on s.id = c.system_id
    order by (c.code_key = asked.key and asked.letters > 0) desc, (c.begins = asked.text) desc, c.common desc,
      starts_with(c.begins, asked.text) desc, length(c.display), c.begins, c.code collate "C"
    limit ${limit}`.execute(tx);
  return rows;
}
