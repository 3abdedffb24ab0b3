// The book beside TPC-B and beside a ledger that locks the balance; a month that is closed; invoices and a long statement over HTTP.
import pg from 'pg';
import { post, type NewEntry } from '@openward/ledger/api';
import { openDatabase } from '@openward/platform/db';
import type { BenchHospital, BenchServer } from './hospital.ts';
import { type LoadProcess, percentile } from './load-process.ts';
import { drafts, longAccount } from './money.seed.ts';
import type { Report } from './report.ts';

interface Given {
  report: Report;
  hospital: BenchHospital;
  server: BenchServer;
  load: LoadProcess;
  seconds: number;
  /** How many postings the month has that is closed. */
  postings: number;
}

const concurrency = 16;
const branches = concurrency;
const accounts_of_branch = 10_000;

/** The books, each figure at its target. */
export async function run({ report, hospital, server, load, seconds, postings }: Given): Promise<void> {
  await hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { host, port, database: name, user, password } = client;
    const connection = { host, port, database: name ?? '', user: user ?? '', password: password ?? '' };
    report.heading(`The book, at concurrency ${concurrency}`);
    await entries(report, client, connection, seconds);
    await close(report, client, postings);
    report.heading('Invoices and accounts over HTTP');
    const headers = await server.signIn('biller');
    const http = { kind: 'http' as const, address: server.address, headers };
    const patient_id = await longAccount(client, 5000);
    const path = `/api/billing/patients/${patient_id}/statement`;
    const read = await load.run({ ...http, requests: [{ method: 'GET', path }], concurrency: 1, seconds });
    if (read.done !== (read.statuses[200] ?? 0)) throw new Error(`Not all were read: ${JSON.stringify(read.statuses)}`);
    report.add({ name: 'statement of a patient with 5,000 movements, p95', value: percentile(read, 0.95), unit: 'ms', target: '≤ 100 ms', met: percentile(read, 0.95) <= 100, note: 'over HTTP, audited' });
    const made = await drafts(client, 150 * seconds, 20);
    const requests = made.map((id) => ({ method: 'POST', path: `/api/billing/invoices/${id}/issue`, body: JSON.stringify({ version: 1 }) }));
    const issued = await load.run({ ...http, requests, concurrency: 8, seconds });
    // Whoever comes round finds what was issued already.
    const done = issued.statuses[200] ?? 0;
    if (done === 0) throw new Error(`None was issued: ${JSON.stringify(issued.statuses)}`);
    report.add({ name: 'issuing an invoice of 20 lines', value: done / issued.seconds, unit: '/s', target: '≥ 200', met: done / issued.seconds >= 200, note: `over HTTP: posted, numbered without gaps, charges settled, FHIR, audited; p95 ${percentile(issued, 0.95).toFixed(1)} ms` });
  });
}

type Connection = Parameters<typeof openDatabase>[0];

async function entries(report: Report, client: pg.Client, connection: Connection, seconds: number): Promise<void> {
  await client.query(`
    create schema if not exists bench;
    create table bench.branches (bid int primary key, bbalance int not null, filler char(88)) with (fillfactor = 100);
    create table bench.tellers (tid int primary key, bid int not null, tbalance int not null, filler char(84)) with (fillfactor = 100);
    create table bench.accounts (aid int primary key, bid int not null, abalance int not null, filler char(84)) with (fillfactor = 100);
    create table bench.history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into bench.branches select n, 0, '' from generate_series(1, ${branches}) n;
    insert into bench.tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${branches * 10}) n;
    insert into bench.accounts select n, (n - 1) / ${accounts_of_branch} + 1, 0, '' from generate_series(1, ${branches * accounts_of_branch}) n;
    create table bench.balance (account int primary key, minor bigint not null);
    create table bench.entry (id bigint generated always as identity primary key, day date not null, description text not null);
    create table bench.posting (entry bigint not null references bench.entry (id), line int not null, account int not null references bench.balance (account), minor bigint not null, primary key (entry, line));
    create index on bench.posting (account, entry);
    insert into bench.balance select n, 0 from generate_series(1, 1000) n;
    analyze bench.branches, bench.tellers, bench.accounts, bench.balance`);
  const database = openDatabase(connection, { connections: concurrency });
  const clients = await Promise.all(Array.from({ length: concurrency }, async () => {
    const each = new pg.Client(connection);
    await each.connect();
    return each;
  }));
  try {
    const chart = await client.query<{ code: string; id: string }>('select code, id from ledger.account');
    const account = (code: string) => chart.rows.find((each) => each.code === code)!.id;
    const { rows: [today] } = await client.query<{ day: string }>(`select (upper(during) - 1)::text as day from ledger.period where state = 'open' order by during desc limit 1`);
    const entry = (at: number, debit: string): NewEntry => ({
      business_date: today!.day, kind: 'bench', description: 'Bench',
      postings: [{ account_id: account(debit), amount_minor: BigInt(100 + (at % 900)), currency: 'EUR' }, { account_id: account('4010'), amount_minor: -BigInt(100 + (at % 900)), currency: 'EUR' }],
    });
    const ours = (debit: (at: number) => string) => (at: number) => database.transaction({ scope: 'system' }, (tx) => post(tx, [entry(at, debit(at))]));
    const busy = ['1030', '1040', '1050', '1060', '1070', '1020'];

    const first = await atOnce(seconds, (_at, worker) => tpcb(clients[worker]!));
    const single = await atOnce(seconds, ours((at) => busy[at % busy.length]!));
    const hot = await atOnce(seconds, ours(() => '1030'));
    const locked = await atOnce(seconds, (at, worker) => lockTheBalance(clients[worker]!, at));
    const batches = await atOnce(seconds, (at) => database.transaction({ scope: 'system' }, (tx) => post(tx, Array.from({ length: 500 }, (_each, n) => entry(at + n, busy[n % busy.length]!)))), 2);
    const second = await atOnce(seconds, (_at, worker) => tpcb(clients[worker]!));
    const bank = (first + second) / 2;
    report.add({ name: 'TPC-B transactions', value: bank, unit: '/s', note: `as pgbench does them, prepared, scale ${branches}; mean of a run before and one after` });
    report.add({ name: 'single entries', value: single, unit: '/s', note: 'of two postings, balances included, each in a transaction of its own, through post()' });
    report.add({ name: 'ratio to TPC-B', value: single / bank, unit: '', target: '≥ 0.8', met: single / bank >= 0.8 });
    report.add({ name: 'one hot account', value: hot, unit: '/s' });
    report.add({ name: 'a ledger that locks the row of the balance', value: locked, unit: '/s', note: 'locks it, writes the balance, entry and postings' });
    report.add({ name: 'ratio to it', value: hot / locked, unit: '×', target: '≥ 5', met: hot / locked >= 5 });
    report.add({ name: 'postings in batches', value: batches * 1000, unit: '/s', note: '500 entries to a transaction, two at once' });
    report.add({ name: 'ratio of batches to TPC-B', value: (batches * 1000) / bank, unit: '×', target: '≥ 15', met: (batches * 1000) / bank >= 15 });
  } finally {
    await Promise.all(clients.map((each) => each.end()));
    await database.close();
    await client.query('drop schema bench cascade');
  }
}

/** How often a second something is done, by so many at once. */
async function atOnce(seconds: number, step: (at: number, worker: number) => Promise<unknown>, workers = concurrency): Promise<number> {
  let next = 0;
  const run = async (until: number): Promise<number> => {
    let done = 0;
    const begin = performance.now();
    await Promise.all(Array.from({ length: workers }, async (_each, worker) => {
      while (performance.now() < until) {
        await step(next++, worker);
        done += 1;
      }
    }));
    return done / ((performance.now() - begin) / 1000);
  };
  await run(performance.now() + 1000);
  return run(performance.now() + seconds * 1000);
}

const below = (most: number): number => 1 + Math.floor(Math.random() * most);

/** The transaction of pgbench, statement by statement. */
async function tpcb(client: pg.Client): Promise<void> {
  const [aid, tid, bid, delta] = [below(branches * accounts_of_branch), below(branches * 10), below(branches), below(10_000) - 5000];
  await client.query('begin');
  await client.query({ name: 'a', text: 'update bench.accounts set abalance = abalance + $1 where aid = $2', values: [delta, aid] });
  await client.query({ name: 'b', text: 'select abalance from bench.accounts where aid = $1', values: [aid] });
  await client.query({ name: 'c', text: 'update bench.tellers set tbalance = tbalance + $1 where tid = $2', values: [delta, tid] });
  await client.query({ name: 'd', text: 'update bench.branches set bbalance = bbalance + $1 where bid = $2', values: [delta, bid] });
  await client.query({ name: 'e', text: 'insert into bench.history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)', values: [tid, bid, aid, delta] });
  await client.query('commit');
}

/** A ledger as it is often written: the row of the balance is locked, read, and written. Account 1 is the one that all post on. */
async function lockTheBalance(client: pg.Client, at: number): Promise<void> {
  const other = 2 + (at % 900);
  await client.query('begin');
  await client.query({ name: 'l', text: 'select account, minor from bench.balance where account in (1, $1) order by account for update', values: [other] });
  await client.query({ name: 'u', text: 'update bench.balance set minor = minor + case account when 1 then $2::bigint else -$2::bigint end where account in (1, $1)', values: [other, 100] });
  const { rows } = await client.query<{ id: string }>({ name: 'n', text: `insert into bench.entry (day, description) values (current_date, 'Bench') returning id`, values: [] });
  await client.query({ name: 'p', text: 'insert into bench.posting (entry, line, account, minor) values ($1, 1, 1, $3), ($1, 2, $2, -$3::bigint)', values: [rows[0]!.id, other, 100] });
  await client.query('commit');
}

/** How long a month of so many postings takes to close: all its balances are compared with their postings. */
async function close(report: Report, client: pg.Client, postings: number): Promise<void> {
  const { rows: [period] } = await client.query<{ id: string; first: string }>(`insert into ledger.period (name, during) select 'bench', daterange(upper(during), (upper(during) + interval '1 month')::date) from ledger.period order by during desc limit 1 returning id, lower(during)::text as first`);
  const at_once = 5000;
  for (let done = 0; done < postings; done += at_once) {
    await client.query(`select count(*) from ledger.post((select jsonb_agg(jsonb_build_object('business_date', $1::date + (n % 28)::int, 'kind', 'bench', 'description', 'Bench', 'postings', jsonb_build_array(
        jsonb_build_object('account_id', d.id, 'amount_minor', n::text, 'currency', 'EUR'), jsonb_build_object('account_id', c.id, 'amount_minor', (-n)::text, 'currency', 'EUR'))))
      from generate_series(1, $2::int / 2) n, (select id from ledger.account where code = '1030') d, (select id from ledger.account where code = '4010') c))`, [period!.first, at_once]);
  }
  const begun = performance.now();
  const { rows: faults } = await client.query(`select f.* from ledger.period p, ledger.faults_of(p.during) f where p.id = $1`, [period!.id]);
  await client.query(`update ledger.period set state = 'closed' where id = $1`, [period!.id]);
  const took = (performance.now() - begun) / 1000;
  if (faults.length > 0) throw new Error(`The month does not close: ${JSON.stringify(faults[0])}`);
  report.add({ name: `closing a month of ${postings.toLocaleString('en')} postings`, value: took, unit: 's', target: '≤ 30', met: took <= 30, note: 'every balance compared with the fold of its postings' });
}
