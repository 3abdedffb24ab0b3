import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, serve } from '@openward/platform/http';
import { spanOn, type Span } from '@openward/platform/time';
import { schedulingContract as contract, type Exception, type NewException } from '../../contract/index.ts';
import { listResources } from '../calendar.sql.ts';
import { changed } from '../calendar.ts';
import { concerned, preview, settled } from './settle.ts';

type ExceptionRow = Omit<Exception, 'start' | 'end' | 'release_at'> & { lower: Date; upper: Date; release_at: Date | null };
const columns = sql.raw('id, resource_id, kind, lower(during) as lower, upper(during) as upper, reason, release_at');
const exceptionOf = ({ lower, upper, release_at, ...row }: ExceptionRow): Exception =>
  ({ ...row, start: lower.toISOString(), end: upper.toISOString(), release_at: release_at?.toISOString() ?? null });

export const exceptions = serve(contract.exceptions, async ({ resource_id, from, until }, { tx }) => {
  ordered(from, until);
  const { rows } = await sql<ExceptionRow>`select ${columns} from scheduling.exception
    where during && tstzrange(${from}::timestamptz, ${until}::timestamptz) and (${resource_id ?? null}::uuid is null or resource_id is null or resource_id = ${resource_id ?? null}::uuid)
    order by during, id limit 1000`.execute(tx);
  return { exceptions: rows.map(exceptionOf) };
});

export const previewException = serve(contract.previewException, async ({ prefer, ...exception }, { tx }) =>
  preview({ tx, work: async () => concerned(tx, (await insert(tx, exception)).resource_id) }, prefer));

export const addException = serve(contract.addException, async ({ moves, ...exception }, act) => {
  const made = await insert(act.tx, exception);
  return { exception: made, effect: await settled(act, await concerned(act.tx, made.resource_id), moves) };
});

export const removeException = serve(contract.removeException, async ({ exception_id }, act) => {
  const { rows } = await sql<{ resource_id: string | null }>`delete from scheduling.exception where id = ${exception_id}::uuid returning resource_id`.execute(act.tx);
  if (rows[0] === undefined) throw changed(undefined, 'exception_id', 'There is no such exception');
  return settled(act, await concerned(act.tx, rows[0].resource_id));
});

async function insert(tx: Tx, exception: NewException): Promise<Exception> {
  const { resource_id, kind, reason, release_at } = exception;
  const { start, end } = await spanOf(tx, exception);
  ordered(start, end);
  const { rows } = await sql<ExceptionRow>`insert into scheduling.exception (resource_id, kind, during, reason, release_at)
    values (${resource_id}::uuid, ${kind}, tstzrange(${start}::timestamptz, ${end}::timestamptz), ${reason}, ${release_at}::timestamptz) returning ${columns}`.execute(tx);
  return exceptionOf(rows[0]!);
}

/** Days are those of the place of the calendar; a holiday is on the hospital's own. */
async function spanOf(tx: Tx, { resource_id, start, end, first_day, last_day = first_day, from_clock, to_clock }: NewException): Promise<Span> {
  if ((start === undefined) !== (end === undefined) || (start === undefined) === (first_day === undefined)) {
    throw badInput('first_day', 'scheduling.one_time', 'Name the first and the last day, or two instants');
  }
  if (start !== undefined) return { start, end: end ?? start };
  const [calendar] = resource_id === null ? [] : await listResources(tx, [resource_id]);
  const hospital = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const zone = calendar?.zone ?? hospital.rows[0]?.zone ?? 'UTC';
  // The end of a day is midnight after it, and no time before the beginning of the same day.
  const until = spanOn(last_day ?? '', '00:00', to_clock, zone);
  const from = spanOn(first_day ?? '', from_clock, '00:00', zone);
  if (from === null || until === null) throw badInput('from_clock', 'scheduling.clock', 'The clock jumps over this');
  return { start: from.start, end: until.end };
}

function ordered(from: string, until: string): void {
  if (Date.parse(from) >= Date.parse(until)) throw badInput('last_day', 'scheduling.ends_before', 'Ends before it starts');
}
