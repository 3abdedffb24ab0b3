import { serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { type Location, staffContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { changedMeanwhile, unknown } from './changed.ts';
import { changeLocation, findLocation, insertLocations, listLocations, type LocationRow } from './location.sql.ts';
import { pageOf, readCursor, wordsOf } from './paging.ts';
import { projectLocations } from './project.ts';

/** A stored place as the contract shows it. */
export function locationOf({ updated_at, updated_by_name: _by, ...row }: LocationRow): Location {
  return { ...row, updated_at: updated_at.toISOString() };
}

async function openLocation(tx: Tx, id: string): Promise<LocationRow> {
  const row = await findLocation(tx, id);
  if (row === undefined) throw unknown('location', 'No such place');
  return row;
}

export const locationRoutes = {
  listLocations: serve(contract.listLocations, async ({ query, limit, after, ...filter }, { tx }) => {
    const rows = await listLocations(tx, { words: wordsOf(query), ...filter }, readCursor(after, 2), limit + 1);
    const page = pageOf(rows, limit, (row) => [row.code, row.id]);
    return { locations: page.rows.map(locationOf), next: page.next };
  }),

  readLocation: serve(contract.readLocation, async ({ location_id }, { tx, audit }) => {
    audit.detail({ location_id });
    return locationOf(await openLocation(tx, location_id));
  }),

  createLocation: serve(contract.createLocation, async (values, act) => {
    const author = authorOf(act);
    const [id = ''] = await insertLocations(act.tx, [values], author);
    act.audit.detail({ location_id: id });
    const location = locationOf(await openLocation(act.tx, id));
    await projectLocations(act.tx, [location], author);
    return location;
  }),

  updateLocation: serve(contract.updateLocation, async ({ location_id, version, ...values }, act) => {
    act.audit.detail({ location_id });
    const author = authorOf(act);
    const changed = await changeLocation(act.tx, location_id, version, values, author);
    const row = await openLocation(act.tx, location_id);
    const location = locationOf(row);
    if (!changed) throw changedMeanwhile(location, row);
    await projectLocations(act.tx, [location], author);
    return location;
  }),
};
