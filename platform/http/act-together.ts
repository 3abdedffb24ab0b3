import type { CompiledQuery } from 'kysely';
import { eventsStatement } from '../audit/index.ts';
import type { Database } from '../db/index.ts';
import { settingsOf } from './actor-context.ts';
import { isUndone } from './database-problem.ts';
import { Flights } from './flights.ts';
import { hashOf, keepStatements } from './idempotency.ts';
import { Problem } from './problem.ts';
import {
  type Acting, actingOf, type Call, checked, eventOf, idempotencyKey, keptAnswer, placeOf, refuseStale, setHeaders, transact, writeDenials,
} from './transact.ts';

/**
 * Does what a call asks: with others of the same endpoint that came in the same moment, in one transaction, where the
 * endpoint can (see `serveTogether`); or alone. Each keeps its own answer, audit event and kept answer.
 */
export function carryOut(call: Call): Promise<unknown> {
  const { served, database, actor, guess } = call;
  // Whom somebody treats is asked of each alone.
  if (served.together === undefined || guess === null || actor?.relation_required === true || (actor !== null && actor.places.length > 0)) return transact(call);
  const { scope, clearance = [], glass = [], withheld = [] } = settingsOf(actor);
  if (scope !== 'staff') return transact(call);
  // Those who see the same: who acts is said of each.
  return flightsOf(database, `${placeOf(served.declaration)} ${clearance.toSorted().join(',')} ${glass.join(',')} ${withheld.join(',')}`).ask(call);
}

const all = new WeakMap<Database, Map<string, Flights<Call, unknown>>>();

function flightsOf(database: Database, key: string): Flights<Call, unknown> {
  const known = all.get(database) ?? new Map<string, Flights<Call, unknown>>();
  all.set(database, known);
  const flights = known.get(key) ?? new Flights(fly);
  known.set(key, flights);
  return flights;
}

/**
 * Where anything fails in a transaction of several, nothing of it is kept: each is done alone, and told what is true of it.
 * Whoever comes later does not wait for those.
 */
async function fly(calls: readonly Call[]): Promise<PromiseSettledResult<unknown>[]> {
  if (calls.length < 2) return Promise.allSettled(calls.map(transact));
  const done = await transactTogether(calls);
  return calls.map((call, at) => {
    const one = done?.[at];
    if (one === undefined || one instanceof Problem) return { status: 'fulfilled', value: transact(call) };
    setHeaders(call, one.acting);
    return { status: 'fulfilled', value: one.answered };
  });
}

interface Done {
  answered: unknown;
  acting: Acting;
}

/**
 * A problem where a call is to be done alone: its transaction must end with its refusal, and this one is kept. Null where
 * nothing was kept. Throws where nobody knows whether it was, and nothing may be done again: the connection was lost at the end.
 */
async function transactTogether(calls: readonly Call[]): Promise<(Done | Problem)[] | null> {
  let acted = false;
  try {
    return await transactAll(calls, () => { acted = true; });
  } catch (error) {
    if (acted && !isUndone(error)) throw error;
    return null;
  }
}

async function transactAll(calls: readonly Call[], onActed: () => void): Promise<(Done | Problem)[]> {
  const [{ served, database, actor }] = calls as [Call];
  // Nobody acts here as a whole.
  const { actor: _one, ...settings } = settingsOf(actor);
  return database.transaction(settings, async (tx, last) => {
    const acting = calls.map((call) => actingOf(call, tx));
    const [outputs] = await Promise.all([
      served.together!(calls.map(({ input }, at) => ({ input: input as never, act: acting[at]!.act }))),
      refuseStale(tx, calls.flatMap(({ guess }) => guess ?? [])),
    ]);
    const done = await Promise.all(outputs.map(async (output, at) =>
      output instanceof Problem ? output : { answered: await checked(served, output), acting: acting[at]! }));
    const kept = calls.flatMap((call, at) => {
      const one = done[at]!;
      return one instanceof Problem ? [] : [{ call, ...one }];
    });
    for (const { call, acting } of kept) await writeDenials(tx, call, acting.act.audit);
    last([
      ...kept.flatMap(({ call, answered }) => keeping(call, answered)),
      eventsStatement(kept.map(({ call, acting }) => eventOf(call, acting.act.audit))),
    ]);
    onActed();
    return done;
  });
}

function keeping(call: Call, answered: unknown): CompiledQuery[] {
  const { served: { declaration }, actor, input } = call;
  const key = idempotencyKey(call);
  if (key === null || actor === null) return [];
  return keepStatements(actor.account_id, key, placeOf(declaration), hashOf(input), keptAnswer(declaration, answered));
}
