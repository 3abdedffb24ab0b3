import { sql } from 'kysely';
import { announce, type Database, type Tx } from '../db/index.ts';
import { addSealingKey, seal, sealingKeyId, unseal } from './keyring.ts';
import { countSealed, holdRun, isAtLeast, type KeyRunRow, putResealed, sealedColumns, type SealedColumn, type SealedValue, walkSealed } from './reseal.sql.ts';
import { type Place, SealBroken } from './seal.ts';

const settings = { scope: 'system' } as const;
/** News that a screen shows. */
const topic = 'keys';

/** Asks for a new data key, under which everything is sealed anew; null where a rotation is not done yet. */
export async function askRotation(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`insert into platform.key_run default values on conflict do nothing returning id`.execute(tx);
  announce(tx, topic);
  return rows[0]?.id ?? null;
}

/** Asks a rotation to stop, or to go on from where it stopped; false where it is over, or does that already. */
export async function steerRotation(tx: Tx, id: string, to: 'stop' | 'resume'): Promise<boolean> {
  const { rows } = to === 'stop'
    ? await sql`update platform.key_run set stop_asked = true where id = ${id}::uuid and state in ('asked', 'running') returning id`.execute(tx)
    : await sql`update platform.key_run set state = 'running', stop_asked = false where id = ${id}::uuid and state = 'stopped' returning id`.execute(tx);
  announce(tx, topic);
  return rows.length > 0;
}

/** Goes on with the rotation that is under way, step by step, for about so long. Each step is a transaction: cut off anywhere, it goes on there. */
export async function reseal(database: Database, for_ms = 1500): Promise<void> {
  const begun = performance.now();
  while ((await database.transaction(settings, step)) && performance.now() - begun < for_ms);
}

/** Counts what each data key seals, for the screen. */
export async function countByKey(database: Database): Promise<void> {
  await database.transaction(settings, async (tx) => {
    const id = sealingKeyId();
    if (id !== null) await countSealed(tx, id);
  });
}

/** One step; false where there is nothing to do for now. */
async function step(tx: Tx): Promise<boolean> {
  const run = await holdRun(tx);
  if (run === undefined) return false;
  announce(tx, topic);
  if (run.stop_asked) {
    await sql`update platform.key_run set state = 'stopped', stop_asked = false, moved_at = now() where id = ${run.id}::uuid`.execute(tx);
    return false;
  }
  if (run.target_id === null) {
    await sql`update platform.key_run set target_id = ${await addSealingKey(tx)}::uuid, state = 'running', moved_at = now() where id = ${run.id}::uuid`.execute(tx);
    return false;
  }
  const key_id = sealingKeyId();
  // Until every server has taken it up, the new key seals nothing.
  if (key_id === null || !(await isAtLeast(tx, key_id, run.target_id))) return false;
  if (run.whole === null) {
    await sql`update platform.key_run set whole = ${await countSealed(tx, key_id)}, moved_at = now() where id = ${run.id}::uuid`.execute(tx);
    return true;
  }
  const columns = await sealedColumns(tx);
  const column = columns[run.place];
  if (column === undefined) return endPass(tx, run, key_id);
  return resealSome(tx, run, column, key_id);
}

async function resealSome(tx: Tx, run: KeyRunRow, column: SealedColumn, key_id: string): Promise<boolean> {
  const found = await walkSealed(tx, column, key_id, run.after);
  const opened = found.map((value) => ({ ...value, anew: anewOf(column, value) }));
  const whole = opened.filter((value): value is typeof value & { anew: Buffer } => value.anew !== null);
  const changed = whole.length === 0 ? 0 : await putResealed(tx, column, whole);
  const last = found.length < column.batch || column.row_key.length === 0;
  await sql`update platform.key_run set place = ${run.place + (last ? 1 : 0)}, after = ${last ? null : found.at(-1)!.row_key}::text[],
    pass_found = pass_found + ${whole.length}, done = done + ${changed}, broken = broken + ${found.length - whole.length}, moved_at = now() where id = ${run.id}::uuid`.execute(tx);
  return true;
}

/** The value sealed by the key of now; null where it does not open, and so stays as it is. */
function anewOf({ table_name, column_name, row_key }: SealedColumn, value: SealedValue): Buffer | null {
  const place: Place = { table: table_name, column: column_name, row: row_key.length === 0 ? 'one' : value.row_key.join('/') };
  try {
    return seal(unseal(value.sealed, place), place);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

/** A pass that found nothing is the last one. */
async function endPass(tx: Tx, run: KeyRunRow, key_id: string): Promise<boolean> {
  if (run.pass_found > 0) {
    await sql`update platform.key_run set place = 0, after = null, pass = pass + 1, pass_found = 0, broken = 0, moved_at = now() where id = ${run.id}::uuid`.execute(tx);
    return true;
  }
  await countSealed(tx, key_id);
  await sql`update platform.key_run set state = 'done', ended_at = now(), moved_at = now() where id = ${run.id}::uuid`.execute(tx);
  return false;
}
