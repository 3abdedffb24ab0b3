import { sql } from 'kysely';
import type { Act } from '@openward/platform/http';

/** Who acts, as a FHIR resource names them: by their entry in the staff directory where they have one. */
export async function authorReference(act: Act): Promise<{ reference?: string; display: string }> {
  const { rows } = await sql<{ staff_id: string | null }>`select staff_id from auth.account where id = ${act.actor.account_id}::uuid`.execute(act.tx);
  const staff_id = rows[0]?.staff_id ?? null;
  return { ...(staff_id === null ? {} : { reference: `Practitioner/${staff_id}` }), display: act.actor.display_name };
}
