import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { ledgerContract as contract, type Period } from '../contract/index.ts';
import { unknown } from './account.ts';
import { authorOf } from './author.ts';
import { askBeforeClose } from './before-close.ts';
import { askedBy, decide, earlierOpen, faultsOf, insertMonths, insertReopening, listPeriods, setState, stopPosting } from './period.sql.ts';

export const periods = serve(contract.periods, async (_input, { tx }) => ({ periods: await listPeriods(tx) }));

export const addPeriods = serve(contract.addPeriods, async ({ first_day }, { tx }) => {
  await insertMonths(tx, first_day);
  return { periods: await listPeriods(tx) };
});

export const closePeriod = serve(contract.closePeriod, async ({ period_id, version }, { tx, audit }) => {
  const period = await found(tx, period_id);
  if (period.state === 'closed') throw new Problem(409, 'ledger.closed_already', 'This period is closed already', { field: 'period_id' });
  await stopPosting(tx);
  const earlier = await earlierOpen(tx, period_id);
  if (earlier !== undefined) throw new Problem(409, 'ledger.earlier_open', `Close ${earlier.name} first`, { field: 'period_id' });
  await askBeforeClose(tx, period);
  const faults = await faultsOf(tx, period_id);
  if (faults.length > 0) throw new Problem(409, 'ledger.faults', 'Stored balances are not the sum of what was posted: this must be looked into', { field: 'period_id', faults });
  if (!(await setState(tx, period_id, 'closed', version))) throw new Problem(409, 'ledger.changed', 'Somebody has changed this meanwhile', { field: 'version', current: await found(tx, period_id) });
  audit.detail({ period_id });
  return found(tx, period_id);
});

export const askReopening = serve(contract.askReopening, async ({ period_id, reason }, act) => {
  const period = await found(act.tx, period_id);
  if (period.state === 'open') throw new Problem(409, 'ledger.open_already', 'This period is open', { field: 'period_id' });
  await insertReopening(act.tx, period_id, reason, authorOf(act).name);
  act.audit.detail({ period_id });
  return found(act.tx, period_id);
});

export const decideReopening = serve(contract.decideReopening, async ({ reopening_id, approved }, act) => {
  if ((await askedBy(act.tx, reopening_id)) === act.actor.account_id) throw new Problem(403, 'ledger.own_request', 'Nobody decides what they asked themselves', { field: 'reopening_id' });
  const period_id = await decide(act.tx, reopening_id, approved, authorOf(act));
  if (period_id === undefined) throw unknown('reopening_id', 'Nothing that waits for a decision has this key');
  if (approved) {
    await stopPosting(act.tx);
    await setState(act.tx, period_id, 'open', null);
  }
  act.audit.detail({ period_id, approved });
  return found(act.tx, period_id);
});

async function found(tx: Tx, period_id: string): Promise<Period> {
  const [period] = await listPeriods(tx, period_id);
  if (period === undefined) throw unknown('period_id', 'There is no such period');
  return period;
}
