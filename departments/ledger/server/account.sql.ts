import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Account, NewAccount } from '../contract/account.ts';
import type { AccountRole } from '../contract/role.ts';

const columns = sql.raw('id, code, name, kind, control, parent_id, postable, active, role, version');

/** The chart, by code: all, or the one. */
export async function listAccounts(tx: Tx, id: string | null = null): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${columns} from ledger.account where ${id}::uuid is null or id = ${id}::uuid order by code collate "C"`.execute(tx);
  return rows;
}

export async function insertAccount(tx: Tx, it: NewAccount, role: AccountRole | null = null): Promise<Account> {
  const { rows } = await sql<Account>`
    insert into ledger.account (code, name, kind, control, parent_id, postable, role)
    values (${it.code}, ${it.name}, ${it.kind}, ${it.control}, ${it.parent_id}::uuid, ${it.postable}, ${role}) returning ${columns}`.execute(tx);
  return rows[0]!;
}

/** Undefined where there is none, or a newer version. */
export async function saveAccount(tx: Tx, it: Pick<Account, 'id' | 'version' | 'code' | 'name' | 'parent_id' | 'postable' | 'active'>): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    update ledger.account set code = ${it.code}, name = ${it.name}, parent_id = ${it.parent_id}::uuid, postable = ${it.postable}, active = ${it.active}, version = version + 1
    where id = ${it.id}::uuid and version = ${it.version} returning ${columns}`.execute(tx);
  return rows[0];
}

/** True where one of the accounts above `parent_id` is the account itself. */
export async function liesUnder(tx: Tx, account_id: string, parent_id: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above(id) as (select ${parent_id}::uuid union select a.parent_id from ledger.account a join above on above.id = a.id where a.parent_id is not null)
    select from above where id = ${account_id}::uuid`.execute(tx);
  return rows.length > 0;
}

export interface StatementRow {
  entry_id: string; number: string; line: number; business_date: string; kind: string; description: string; memo: string | null; party_id: string | null;
  cost_centre: string | null; practitioner: string | null; source_kind: string | null; source_id: string | null; amount_minor: bigint;
}

/** Whose part of an account: those that are null do not matter. */
export interface PartWish { party_id: string | null; cost_centre_id: string | null; practitioner_id: string | null }

export interface StatementWish extends PartWish {
  account_id: string; currency: string; from: string; until: string;
  /** After this day, entry number and line. */
  after: { business_date: string; number: string; line: number } | null;
  limit: number;
}

const ofPart = ({ party_id, cost_centre_id, practitioner_id }: PartWish) => sql`(${party_id}::uuid is null or p.party_id = ${party_id}::uuid)
  and (${cost_centre_id}::uuid is null or p.cost_centre_id = ${cost_centre_id}::uuid) and (${practitioner_id}::uuid is null or p.practitioner_id = ${practitioner_id}::uuid)`;

/** Postings on an account in some days, in the order of their days. */
export async function readStatement(tx: Tx, { account_id, currency, from, until, after, limit, ...part }: StatementWish): Promise<StatementRow[]> {
  const later = after === null ? sql`true` : sql`(p.business_date, e.number, p.line) > (${after.business_date}::date, ${after.number}::bigint, ${after.line}::int)`;
  const { rows } = await sql<StatementRow>`
    select p.entry_id, e.number::text as number, p.line, p.business_date::text as business_date, e.kind, e.description, p.memo, p.party_id, d.name as cost_centre, w.display_name as practitioner, e.source_kind, e.source_id, p.amount_minor
    from ledger.posting p join ledger.entry e on e.id = p.entry_id left join staff.department d on d.id = p.cost_centre_id left join staff.practitioner w on w.id = p.practitioner_id
    where p.account_id = ${account_id}::uuid and p.currency = ${currency} and ${ofPart(part)}
      and p.business_date between ${from}::date and ${until}::date and ${later}
    order by p.business_date, e.number, p.line limit ${limit}`.execute(tx);
  return rows;
}

/** What was on an account, or a party's part of it, before a day; or up to a place of its statement. */
export async function balanceBefore(tx: Tx, { account_id, currency, from, after, ...part }: Omit<StatementWish, 'until' | 'limit'>): Promise<bigint> {
  // The whole account is told by its stored balances; what lies within a page, or is a part of it, by its postings.
  const stored = part.party_id === null && part.cost_centre_id === null && part.practitioner_id === null;
  const { rows: [base] } = stored
    ? await sql<{ sum: bigint }>`select coalesce(sum(debit_minor - credit_minor), 0)::bigint as sum from ledger.balance where account_id = ${account_id}::uuid and currency = ${currency} and business_date < ${from}::date`.execute(tx)
    : await sql<{ sum: bigint }>`select coalesce(sum(p.amount_minor), 0)::bigint as sum from ledger.posting p where p.account_id = ${account_id}::uuid and currency = ${currency} and ${ofPart(part)} and business_date < ${from}::date`.execute(tx);
  if (after === null) return base!.sum;
  const { rows: [more] } = await sql<{ sum: bigint }>`
    select coalesce(sum(p.amount_minor), 0)::bigint as sum from ledger.posting p join ledger.entry e on e.id = p.entry_id
    where p.account_id = ${account_id}::uuid and p.currency = ${currency} and ${ofPart(part)} and p.business_date >= ${from}::date
      and (p.business_date, e.number, p.line) <= (${after.business_date}::date, ${after.number}::bigint, ${after.line}::int)`.execute(tx);
  return base!.sum + more!.sum;
}

/** The day of an entry, for a place in a statement; undefined where there is none. */
export async function dayOfEntry(tx: Tx, number: string): Promise<string | undefined> {
  const { rows } = await sql<{ business_date: string }>`select business_date::text as business_date from ledger.entry where number = ${number}::bigint`.execute(tx);
  return rows[0]?.business_date;
}
