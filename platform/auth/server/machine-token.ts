import { sql } from 'kysely';
import { writeEvent } from '../../audit/index.ts';
import { CannotStart } from '../../config/index.ts';
import type { Database, Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { username as usernameSchema } from '../contract/shapes.ts';
import { isPermission } from '../permissions.ts';
import { addAccount } from './add-account.ts';
import { addToken } from './add-token.ts';
import { asSystem } from './attempt.ts';
import { readTokens, revokeTokenRow, type TokenRow } from './tokens.sql.ts';

export interface MachineToken {
  /** The machine's username; an account is made for one that is new. */
  name: string;
  scopes: readonly string[];
  /** Roles of a new account. */
  roles: readonly string[];
  expires_at: Date | null;
}

/** Makes a token from the command line, by whoever may run commands on the server. Audited, without an actor. */
export async function makeMachineToken(database: Database, { name, scopes, roles, expires_at }: MachineToken): Promise<{ secret: string; token: TokenRow }> {
  if (!usernameSchema.safeParse(name).success) {
    throw new CannotStart('token.name', `"${name}" is no name for a machine: use letters, digits and . _ @ + - without spaces.`);
  }
  const unknown = scopes.find((scope) => !isPermission(scope));
  if (unknown !== undefined) throw new CannotStart('token.scope', `There is no permission ${unknown}: see "openward token scopes".`);
  return database.transaction(asSystem, async (tx) => {
    const account_id = await machineAccount(tx, name, roles);
    try {
      const made = await addToken(tx, { account_id, name, scopes, expires_at, by: null });
      const detail = { token_id: made.token.id, scopes: made.token.scopes, by: 'command-line' };
      await writeEvent(tx, { name: 'auth.token.create', outcome: 'success', subject_account_id: account_id, purpose: 'SYSADMIN', detail });
      return made;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new CannotStart(error.code, `${error.message}. The roles of a machine are edited by an administrator, or given to a new one by --role.`);
    }
  });
}

async function machineAccount(tx: Tx, name: string, roles: readonly string[]): Promise<string> {
  const { rows } = await sql<{ id: string; kind: string; disabled: boolean }>`select id, kind, disabled_at is not null as disabled
    from auth.account where username_folded = auth.fold(${name}) for update`.execute(tx);
  const found = rows[0];
  if (found === undefined) {
    const id = await addAccount(tx, { username: name, display_name: name, kind: 'service', roles }).catch((error: unknown) => {
      throw error instanceof Problem ? new CannotStart(error.code, `${error.message}.`) : error;
    });
    const detail = { kind: 'service', roles, by: 'command-line' };
    await writeEvent(tx, { name: 'auth.account.create', outcome: 'success', subject_account_id: id, purpose: 'SYSADMIN', detail });
    return id;
  }
  if (found.kind !== 'service') throw new CannotStart('token.not_a_machine', `${name} is the account of a person: choose another name.`);
  if (found.disabled) throw new CannotStart('token.disabled', `The account ${name} is disabled: enable it first, or choose another name.`);
  return found.id;
}

export interface ListedToken extends TokenRow {
  username: string;
}

/** All tokens with the names of their machines, the newest first. */
export async function listMachineTokens(database: Database): Promise<ListedToken[]> {
  return database.transaction(asSystem, async (tx) => {
    const tokens = await readTokens(tx, null);
    const { rows } = await sql<{ id: string; username: string }>`select id, username from auth.account where kind = 'service'`.execute(tx);
    const names = new Map(rows.map((row) => [row.id, row.username]));
    return tokens.map((token) => ({ ...token, username: names.get(token.account_id) ?? '' }));
  });
}

/** Revokes a token by its id. */
export async function revokeMachineToken(database: Database, id: string): Promise<TokenRow> {
  const token = /^[0-9a-f-]{36}$/i.test(id)
    ? await database.transaction(asSystem, async (tx) => {
        const revoked = await revokeTokenRow(tx, id);
        if (revoked === null) return null;
        const detail = { token_id: id, by: 'command-line' };
        await writeEvent(tx, { name: 'auth.token.revoke', outcome: 'success', subject_account_id: revoked.account_id, purpose: 'SYSADMIN', detail });
        return revoked;
      })
    : null;
  if (token === null) throw new CannotStart('token.unknown', `There is no token ${id}: see "openward token list".`);
  return token;
}
