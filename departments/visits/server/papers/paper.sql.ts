import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PaperShown } from '../../contract/paper.ts';

/** A paper as it is kept. */
export interface PaperToKeep {
  id: string;
  number: string;
  patient_id: string;
  visit_id: string | null;
  kind: string;
  issuer_name: string;
  issuer_registration: string | null;
  content_encrypted: Buffer;
  html_encrypted: Buffer;
  html_sha256: Buffer;
  pdf_encrypted: Buffer | null;
  pdf_sha256: Buffer | null;
}

/** The key and the number of a paper to come: both are printed on it, so they are known before it is. */
export async function nextPaper(tx: Tx): Promise<{ id: string; number: string }> {
  const { rows } = await sql<{ id: string; number: string }>`select uuidv7() as id, visits.next_number() as number`.execute(tx);
  return rows[0] as { id: string; number: string };
}

export async function insertPaper(tx: Tx, paper: PaperToKeep): Promise<void> {
  await sql`insert into visits.paper (id, number, patient_id, visit_id, kind, issuer_name, issuer_registration, content_encrypted, html_encrypted,
      html_sha256, pdf_encrypted, pdf_sha256)
    values (${paper.id}::uuid, ${paper.number}, ${paper.patient_id}::uuid, ${paper.visit_id}::uuid, ${paper.kind}, ${paper.issuer_name},
      ${paper.issuer_registration}, ${paper.content_encrypted}, ${paper.html_encrypted}, ${paper.html_sha256}, ${paper.pdf_encrypted},
      ${paper.pdf_sha256})`.execute(tx);
}

interface PaperRow extends Omit<PaperShown, 'issued_at' | 'revoked_at' | 'revoked_by'> {
  issued_at: Date;
  revoked_at: Date | null;
  revoked_by_name: string | null;
}

/** The papers of these records, newest first; of one visit, or one paper, where it is named. */
export async function listPapers(
  tx: Tx, patient_ids: readonly string[], only: { visit_id?: string | undefined; id?: string } = {},
): Promise<PaperShown[]> {
  const { rows } = await sql<PaperRow>`
    select id, number, kind, patient_id, visit_id, issued_at, issuer_name, issuer_registration, pdf_encrypted is not null as pdf,
      revoked_at, revoked_by_name, revoked_reason
    from visits.paper where patient_id = any (${patient_ids}::uuid[])
      and (${only.visit_id ?? null}::uuid is null or visit_id = ${only.visit_id ?? null}::uuid)
      and (${only.id ?? null}::uuid is null or id = ${only.id ?? null}::uuid)
    order by issued_at desc, id desc limit 500`.execute(tx);
  return rows.map(({ issued_at, revoked_at, revoked_by_name, ...row }) => ({
    ...row, issued_at: issued_at.toISOString(), revoked_at: revoked_at?.toISOString() ?? null, revoked_by: revoked_by_name,
  }));
}

export async function findPaper(tx: Tx, id: string): Promise<PaperShown | undefined> {
  const { rows } = await sql<{ patient_id: string }>`select patient_id from visits.paper where id = ${id}::uuid`.execute(tx);
  const [held] = rows;
  return held === undefined ? undefined : (await listPapers(tx, [held.patient_id], { id }))[0];
}

export interface PaperContent {
  content_encrypted: Buffer;
  html_encrypted: Buffer;
  html_sha256: Buffer;
  pdf_encrypted: Buffer | null;
  pdf_sha256: Buffer | null;
}

export async function paperContent(tx: Tx, id: string): Promise<PaperContent> {
  const { rows } = await sql<PaperContent>`select content_encrypted, html_encrypted, html_sha256, pdf_encrypted, pdf_sha256
    from visits.paper where id = ${id}::uuid`.execute(tx);
  return rows[0] as PaperContent;
}
