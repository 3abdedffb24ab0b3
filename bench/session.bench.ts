// The check of a session as requests make it: the stamps of all who ask in the same moment are compared by one statement.
import type { BenchHospital, BenchServer } from './hospital.ts';
import { type LoadProcess, perSecond } from './load-process.ts';
import type { Report } from './report.ts';

interface Given {
  report: Report;
  hospital: BenchHospital;
  server: BenchServer;
  load: LoadProcess;
  seconds: number;
}

/** As many as ask at once under the other loads, and so share a statement. */
const together = 16;
const withheld = 2000;
const stamps = `select auth.stamp(token) as stamp from unnest($1::bytea[]) with ordinality as asked (token, place) order by place`;

export async function run({ report, hospital, server, load, seconds }: Given): Promise<void> {
  report.heading('Checking sessions');
  await hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { host, port, database, user, password } = client;
    const connection = { host, port, ...(database !== undefined && { database }), ...(user !== undefined && { user }), password: password ?? '' };
    const check = async (count: number, name: string, aim: boolean) => {
      // A session that nobody used for a minute has no stamp.
      for (const role of ['doctor', 'nurse', 'front-desk']) await server.signIn(role);
      const { rows } = await client.query<{ token_hash: Buffer }>('select token_hash from auth.session where auth.stamp(token_hash) is not null');
      if (rows.length === 0) throw new Error('Nobody is signed in');
      const asked = { kind: 'sql' as const, connection, text: stamps, values: [[Array.from({ length: count }, (_each, at) => rows[at % rows.length]?.token_hash)]], concurrency: count === 1 ? together : 2 };
      await load.run({ ...asked, seconds: 2 });
      const rate = perSecond(await load.run({ ...asked, seconds })) * count;
      report.add({
        name, value: rate, unit: '/s', ...(aim && { target: '≥ 15,000', met: rate >= 15_000 }),
        note: 'session, account, roles, policy, broken glass and what is withheld, compared in the database',
      });
    };
    await check(1, 'session check, one who asks alone', false);
    await check(together, `session check, ${together} who ask together`, true);
    // What others are withheld costs nobody else.
    await client.query(`insert into auth.withholding (patient_id, account_id, by, by_name)
      select uuidv7(), (select id from auth.account where username not in (select username from auth.account a join auth.session s on s.account_id = a.id) limit 1), id, 'bench'
      from (select id from auth.account limit 1) someone, generate_series(1, ${withheld})`);
    await client.query('analyze auth.withholding');
    await check(together, `session check, ${together} together, ${withheld} records withheld from somebody else`, true);
    await client.query(`delete from auth.withholding where by_name = 'bench'`);
  });
}
