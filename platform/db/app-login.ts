import pg from 'pg';
import { CannotStart } from '../config/cannot-start.ts';
import type { Connection } from './connection.ts';

/**
 * Makes the login that the application connects with: a member of openward_app that owns nothing. Its password is
 * set each time, so that losing the data folder of a server needs no repair. The connection is the owner's.
 */
export async function ensureAppLogin(owner: Connection, name: string, password: string): Promise<void> {
  const client = new pg.Client({ ...owner, application_name: 'openward login' });
  client.on('error', () => {});
  await client.connect();
  try {
    const role = pg.escapeIdentifier(name);
    // Two servers that start at once would both find it missing.
    await client.query('begin; select pg_advisory_xact_lock(7366197004)');
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
    await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${role} login noinherit password ${pg.escapeLiteral(password)}`);
    await client.query(`grant openward_app to ${role} with inherit true, set false`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Refuses to serve with a login for which the database's own walls do not stand. */
export async function checkAppLogin(app: Connection): Promise<void> {
  const client = new pg.Client({ ...app, application_name: 'openward login check' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ above: boolean; member: boolean; owns: boolean }>(`
      select rolsuper or rolbypassrls or rolcreaterole as above,
        pg_has_role('openward_app', 'usage') as member,
        pg_has_role('openward_owner', 'member') or exists (select from pg_class where relowner = r.oid) as owns
      from pg_roles r where rolname = current_user`);
    const login = rows[0];
    if (login === undefined || login.above || login.owns || !login.member) {
      throw new CannotStart(
        'database.login',
        'The user of DATABASE_APP_URL must be a plain login that is a member of openward_app and owns ' +
          'nothing, or its rules would not hold for OpenWard: use another user, or leave ' +
          'DATABASE_APP_URL out. Nothing was changed.',
      );
    }
  } finally {
    await client.end();
  }
}
