import { Problem, serve } from '@openward/platform/http';
import { terminologyContract as contract } from '../../contract/index.ts';
import { findConcept, mapsOf } from './lookup.sql.ts';
import { searchCodes } from './search.sql.ts';

export const codeRoutes = {
  searchCodes: serve(contract.searchCodes, async ({ kind, query, limit }, { tx }) => ({ codes: await searchCodes(tx, kind, query, limit) })),

  lookupCode: serve(contract.lookupCode, async ({ system, code }, { tx }) => {
    const concept = await findConcept(tx, system, code);
    if (concept === undefined) throw new Problem(404, 'terminology.unknown_code', 'No such code is known here');
    return { ...concept, maps: await mapsOf(tx, system, code) };
  }),
};
