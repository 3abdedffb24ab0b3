import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { schedulingContract as contract, type Swap } from '../../contract/index.ts';
import { changed } from '../calendar.ts';
import { tellDuty } from '../news.ts';
import { preview, settled } from '../sessions/settle.ts';
import { deferred } from './plan.ts';
import { type KnownSwap, ownCalendar, readSwaps } from './swap.sql.ts';

const open = ({ status }: KnownSwap): boolean => status === 'asked' || status === 'agreed';

/** One of the two whom it concerns approves nothing of it, whatever their rights. */
const isOf = (swap: KnownSwap, account_id: string, own: string | null): boolean =>
  swap.asked_by === account_id || swap.answered_by === account_id || (own !== null && [swap.from_resource_id, swap.to_resource_id].includes(own));

function shown(act: Act, own: string | null, swap: KnownSwap): Swap {
  const { asked_by, answered_by: _answered_by, ...rest } = swap;
  return {
    ...rest,
    may_answer: swap.status === 'asked' && own === swap.to_resource_id,
    may_decide: swap.status === 'agreed' && act.actor.permissions.has('scheduling.manage') && !isOf(swap, act.actor.account_id, own),
    may_withdraw: open(swap) && asked_by === act.actor.account_id,
  };
}

export const swaps = serve(contract.swaps, async (_input, act) => {
  const own = await ownCalendar(act.tx);
  const all = await readSwaps(act.tx);
  const seen = act.actor.permissions.has('scheduling.manage') ? all : all.filter((swap) => isOf(swap, act.actor.account_id, own));
  return { swaps: seen.map((swap) => shown(act, own, swap)) };
});

export const askSwap = serve(contract.askSwap, async ({ duty_id, to_resource_id, other_duty_id, note }, act) => {
  const { tx } = act;
  const duty = await dutyOf(tx, duty_id, 'duty_id');
  const own = await ownCalendar(tx);
  if (duty.resource_id !== own) act.authorise({}, 'scheduling.manage');
  const other = other_duty_id === null ? null : await dutyOf(tx, other_duty_id, 'other_duty_id');
  if (other !== null && other.resource_id !== to_resource_id) throw new Problem(422, 'scheduling.not_theirs', 'This duty is not of that colleague', { field: 'other_duty_id' });
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.swap (duty_id, from_resource_id, during, other_duty_id, to_resource_id, other_during, note, asked_by_name)
    select d.id, d.resource_id, d.during, o.id, ${to_resource_id}::uuid, o.during, ${note}, ${act.actor.display_name}
    from scheduling.duty d left join scheduling.duty o on o.id = ${other_duty_id}::uuid where d.id = ${duty_id}::uuid returning id`.execute(tx);
  return answerOf(act, rows[0]?.id ?? '');
});

export const answerSwap = serve(contract.answerSwap, async ({ swap_id, version, agree }, act) => {
  const swap = await held(act, swap_id, version);
  if (swap.status !== 'asked' || await ownCalendar(act.tx) !== swap.to_resource_id) throw new Problem(403, 'scheduling.not_asked', 'Only the colleague who was asked answers this');
  await sql`update scheduling.swap set status = ${agree ? 'agreed' : 'refused'}, answered_at = now(), answered_by = platform.actor_id(), answered_by_name = ${act.actor.display_name}, version = version + 1
    where id = ${swap_id}::uuid`.execute(act.tx);
  return answerOf(act, swap_id);
});

export const withdrawSwap = serve(contract.withdrawSwap, async ({ swap_id, version }, act) => {
  const swap = await held(act, swap_id, version);
  if (!open(swap) || swap.asked_by !== act.actor.account_id) throw new Problem(403, 'scheduling.not_asked', 'Only who asked for it takes it back, while it is open');
  await decided(act, swap_id, 'withdrawn');
  return answerOf(act, swap_id);
});

export const previewSwap = serve(contract.previewSwap, async ({ swap_id, prefer }, { tx }) => {
  const [swap] = await readSwaps(tx, swap_id);
  if (swap === undefined) throw changed(undefined, 'swap_id', 'There is no such swap');
  return preview({ tx, work: () => changeHands(tx, swap) }, prefer);
});

export const decideSwap = serve(contract.decideSwap, async ({ swap_id, version, approve, moves }, act) => {
  const swap = await held(act, swap_id, version);
  if (isOf(swap, act.actor.account_id, await ownCalendar(act.tx))) throw new Problem(403, 'scheduling.own_swap', 'Nobody approves a swap of their own: somebody else decides it');
  if (!open(swap) || (approve && swap.status !== 'agreed')) throw new Problem(409, 'scheduling.not_agreed', 'A swap is approved once the colleague has agreed', { field: 'version' });
  await decided(act, swap_id, approve ? 'approved' : 'refused');
  const effect = approve ? await settled(act, await changeHands(act.tx, swap), moves) : null;
  return { swap: await answerOf(act, swap_id), effect };
});

const decided = (act: Act, swap_id: string, status: string): Promise<unknown> => sql`update scheduling.swap set status = ${status}, decided_at = now(), decided_by = platform.actor_id(),
  decided_by_name = ${act.actor.display_name}, version = version + 1 where id = ${swap_id}::uuid`.execute(act.tx);

/** The duties change hands. They go and come again: two that overlap would lie on each other for a moment otherwise. */
async function changeHands(tx: Tx, { duty_id, other_duty_id, other_start, from_resource_id, to_resource_id }: KnownSwap): Promise<string[]> {
  if (duty_id === null || (other_start !== null && other_duty_id === null)) throw new Problem(409, 'scheduling.duty_gone', 'A duty of this swap is there no more', { field: 'version' });
  await deferred(tx);
  const { rows } = await sql<{ resource_id: string; during: string; location_id: string | null }>`
    delete from scheduling.duty where id in (${duty_id}::uuid, ${other_duty_id}::uuid) returning resource_id, during::text as during, location_id`.execute(tx);
  const whose = new Set(rows.map(({ resource_id }) => resource_id));
  if (!whose.has(from_resource_id) || (other_duty_id !== null && !whose.has(to_resource_id))) throw new Problem(409, 'scheduling.duty_gone', 'A duty of this swap has changed hands meanwhile', { field: 'version' });
  for (const { resource_id, during, location_id } of rows) {
    await sql`insert into scheduling.duty (resource_id, during, location_id)
      values (${resource_id === from_resource_id ? to_resource_id : from_resource_id}::uuid, ${during}::tstzrange, ${location_id}::uuid)`.execute(tx);
  }
  return [from_resource_id, to_resource_id];
}

async function dutyOf(tx: Tx, id: string, field: string): Promise<{ resource_id: string }> {
  const { rows } = await sql<{ resource_id: string }>`select resource_id from scheduling.duty where id = ${id}::uuid and upper(during) > now()`.execute(tx);
  if (rows[0] === undefined) throw new Problem(422, 'scheduling.duty_unknown', 'There is no such duty ahead', { field });
  return rows[0];
}

/** Whoever comes second waits here, and is told. */
async function held(act: Act, id: string, version: number): Promise<KnownSwap> {
  await sql`select from scheduling.swap where id = ${id}::uuid for update`.execute(act.tx);
  const [swap] = await readSwaps(act.tx, id);
  if (swap === undefined || swap.version !== version) throw changed(swap && { status: swap.status, version: swap.version }, 'swap_id', 'There is no such swap');
  act.audit.detail({ swap_id: id });
  return swap;
}

async function answerOf(act: Act, id: string): Promise<Swap> {
  tellDuty(act.tx);
  const [swap] = await readSwaps(act.tx, id);
  if (swap === undefined) throw changed(undefined, 'swap_id', 'There is no such swap');
  act.audit.detail({ swap_id: id, status: swap.status });
  return shown(act, await ownCalendar(act.tx), swap);
}
