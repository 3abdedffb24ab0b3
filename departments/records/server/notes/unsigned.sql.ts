import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** A note that somebody began in a visit and has not signed. */
export interface UnsignedNote {
  title: string;
  /** Who began it, and must sign or discard it; null where nobody knows any more. */
  author: string | null;
  /** It is the actor’s own. */
  own: boolean;
}

/** The unsigned notes of a visit, whoever writes them. A draft is read by its author alone: of those of others only title and author are told. */
export async function unsignedNotes(tx: Tx, visit_id: string): Promise<UnsignedNote[]> {
  const { rows } = await sql<UnsignedNote>`
    select coalesce(d.title, l.title) as title, l.opened_by_name as author, d.id is not null as own
    from records.loop l left join records.note_draft d on d.loop_id = l.id
    where l.visit_id = ${visit_id} and l.kind = 'note' and l.state = 'open'
    order by own desc, l.opened_at, l.id`.execute(tx);
  return rows;
}
