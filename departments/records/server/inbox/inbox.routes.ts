import { badInput, Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import type { CoverShown } from '../../contract/inbox.ts';
import { countLoops, loopsOf } from '../loop/loop.sql.ts';
import type { Owners } from '../loop/loop.sql.ts';
import { loopShown } from '../loop/shown.ts';
import { knownOwner } from '../loop/open.ts';
import { coveredNow, coversOf, departmentsOf, endCover as end, findColleagues, findCover, insertCover } from './inbox.sql.ts';

interface Whose {
  owners: Owners;
  covering: CoverShown[];
  departments: { id: string; name: string | null }[];
}

/** Whose loops are in the inbox of whoever asks: their own, those of their roles and departments, and of whom they cover. */
async function ownersOf({ tx, actor }: Act): Promise<Whose> {
  const [covering, departments] = await Promise.all([coveredNow(tx, actor.account_id), departmentsOf(tx, actor.account_id)]);
  return {
    owners: { accounts: [actor.account_id, ...covering.map(({ account_id }) => account_id)], roles: actor.roles, departments: departments.map(({ id }) => id) },
    covering,
    departments,
  };
}

const inbox = serve(recordsContract.inbox, async ({ limit }, act) => {
  const { owners, covering, departments } = await ownersOf(act);
  const [rows, { hidden }] = await Promise.all([loopsOf(act.tx, owners, limit), countLoops(act.tx, owners)]);
  act.audit.shown(rows.map(({ patient_id }) => patient_id));
  act.audit.detail({ count: rows.length, covering: covering.length });
  return { loops: rows.map(loopShown), hidden, covering, departments };
});

const inboxCount = serve(recordsContract.inboxCount, async (_input, act) => {
  const { open, overdue } = await countLoops(act.tx, (await ownersOf(act)).owners);
  return { open, overdue };
});

const colleagues = serve(recordsContract.colleagues, async ({ query }, act) => {
  const words = (query ?? '').split(/[\s,]+/u).filter((word) => word !== '').slice(0, 8);
  return { colleagues: await findColleagues(act.tx, words) };
});

const covers = serve(recordsContract.covers, async (_input, { tx, actor }) => ({ covers: await coversOf(tx, actor.account_id) }));

const addCover = serve(recordsContract.addCover, async ({ colleague_id, from, to }, act) => {
  if (colleague_id === act.actor.account_id) throw badInput('colleague_id', 'records.cover_by_oneself', 'Nobody covers for themselves');
  await knownOwner(act.tx, { kind: 'account', id: colleague_id }, 'colleague_id');
  act.audit.account(colleague_id);
  const cover = await findCover(act.tx, await insertCover(act.tx, colleague_id, from, to));
  return cover!;
});

const endCover = serve(recordsContract.endCover, async ({ cover_id }, act) => {
  if (!(await end(act.tx, cover_id))) {
    throw new Problem(404, 'records.unknown_cover', 'There is no such cover of yours that could be ended', { field: 'cover_id' });
  }
  return { ended: true };
});

export const inboxRoutes = { inbox, inboxCount, colleagues, covers, addCover, endCover };
