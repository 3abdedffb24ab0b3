import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import { postAsSet } from '../../http/outbound/index.ts';

/** Whoever keeps checkpoints elsewhere: what was signed cannot be signed differently later without being seen there. */
export interface Witness {
  /** What a person reads; nothing secret. */
  name: string;
  give(note: string): Promise<void>;
}

/** A witness by its setting: a file on another machine’s or a write-once disk, or an address that takes a POST. */
export function witnessOf(setting: string): Witness {
  if (/^https?:\/\//.test(setting)) {
    const { origin, pathname } = new URL(setting);
    return {
      name: `${origin}${pathname}`,
      async give(note) {
        const { status } = await postAsSet(setting, { 'content-type': 'text/plain; charset=utf-8' }, note);
        if (status < 200 || status > 299) throw Object.assign(new Error('the witness refused'), { code: `HTTP_${status}` });
      },
    };
  }
  return {
    name: setting,
    async give(note) {
      const file = await open(setting, 'a', 0o600);
      try {
        await file.write(`${note}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** Gives each witness the last checkpoint, where it has not got it. One that does not take it is asked again the next time. */
export async function tellWitnesses(database: Database, witnesses: readonly Witness[]): Promise<void> {
  const last = await database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ size: string; note: string }>`select size::text as size, note from audit.checkpoint c order by c.size desc limit 1`.execute(tx);
    return rows[0];
  });
  if (last === undefined) return;
  for (const witness of witnesses) {
    const known = await database.transaction({ scope: 'system' }, async (tx) => {
      const { rows } = await sql`select from platform.audit_witness where name = ${witness.name} and size >= ${last.size} and fault is null`.execute(tx);
      return rows.length > 0;
    });
    if (known) continue;
    const fault = await witness.give(last.note).then(() => null, faultOf);
    await database.transaction({ scope: 'system' }, (tx) => (fault === null
      ? sql`insert into platform.audit_witness (name, size) values (${witness.name}, ${last.size}) on conflict (name) do update set size = excluded.size, at = clock_timestamp(), fault = null`.execute(tx)
      : sql`insert into platform.audit_witness (name, size, fault) values (${witness.name}, 0, ${fault}) on conflict (name) do update set fault = excluded.fault`.execute(tx)));
  }
}

const faultOf = (error: unknown): string => {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code ?? cause?.code ?? name ?? 'unknown';
};

/** The notes of a text in which one follows the other. */
export function notesOf(text: string): string[] {
  return [...text.matchAll(/(?:^|\n)((?:[^\n—][^\n]*\n){3,}\n(?:— [^\n]+\n)+)/g)].map(([, note = '']) => note);
}
