import { sql } from 'kysely';
import type { z } from 'zod';
import { Problem, serve } from '@openward/platform/http';
import { coverageContract, type Payer } from '../contract/coverage.ts';

type PayerRow = z.output<typeof Payer>;
const columns = sql`id, name, kind, code, phone, active, version`;

/** The payers that the hospital knows, by name. There are tens of them, seldom hundreds. */
export const payers = serve(coverageContract.payers, async ({ text, ended_too }, { tx }) => {
  const { rows } = await sql<PayerRow>`select ${columns} from patients.payer
    where (active or ${ended_too ?? false})
      and (${text ?? null}::text is null or platform.fold(name) like '%' || platform.fold(${text ?? ''}) || '%' or code = ${text ?? ''})
    order by platform.fold(name), id limit 500`.execute(tx);
  return { payers: rows };
});

export const addPayer = serve(coverageContract.addPayer, async ({ name, kind, code, phone }, { tx }) => {
  const { rows } = await sql<PayerRow>`insert into patients.payer (name, kind, code, phone)
    values (${name}, ${kind}, ${code ?? null}, ${phone ?? null}) returning ${columns}`.execute(tx);
  return rows[0] as PayerRow;
});

/** Changes a payer; an ended one stays on the coverages that name it. */
export const changePayer = serve(coverageContract.changePayer, async (input, { tx }) => {
  const { payer_id, version, name, kind, code, phone, active } = input;
  const { rows } = await sql<PayerRow>`update patients.payer
    set name = ${name}, kind = ${kind}, code = ${code ?? null}, phone = ${phone ?? null}, active = ${active}, version = version + 1
    where id = ${payer_id}::uuid and version = ${version} returning ${columns}`.execute(tx);
  if (rows[0] !== undefined) return rows[0];
  const { rows: now } = await sql<PayerRow>`select ${columns} from patients.payer where id = ${payer_id}::uuid`.execute(tx);
  if (now[0] === undefined) throw new Problem(404, 'patients.unknown_payer', 'There is no such payer', { field: 'payer_id' });
  throw new Problem(409, 'patients.payer_changed', 'Somebody else has changed this payer', { payer: now[0] });
});
