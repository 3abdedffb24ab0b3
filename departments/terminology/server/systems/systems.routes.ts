import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { serve } from '@openward/platform/http';
import { terminologyContract as contract, type CodeSystem } from '../../contract/index.ts';

type SystemRow = Omit<CodeSystem, 'loaded_at'> & { loaded_at: Date | null };

async function listCodeSystems(tx: Tx): Promise<SystemRow[]> {
  const { rows } = await sql<SystemRow>`
    select s.url, s.name, s.publisher, s.notice, r.version, r.loaded_at, r.source,
      coalesce(n.codes, 0)::int as codes, coalesce(n.retired, 0)::int as retired
    from terminology.code_system s
      left join lateral (select * from terminology.release r where r.system_id = s.id order by r.loaded_at desc limit 1) r on true
      left join (
        select system_id, count(*) filter (where active) as codes, count(*) filter (where not active) as retired
        from terminology.concept group by system_id) n on n.system_id = s.id
    order by s.name`.execute(tx);
  return rows;
}

export const systemRoutes = {
  listCodeSystems: serve(contract.listCodeSystems, async (_input, { tx }) => ({
    systems: (await listCodeSystems(tx)).map((row) => ({ ...row, loaded_at: row.loaded_at?.toISOString() ?? null })),
  })),
};
