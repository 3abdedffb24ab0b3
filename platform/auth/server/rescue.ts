import { sql } from 'kysely';
import { writeEvent } from '../../audit/index.ts';
import { CannotStart } from '../../config/index.ts';
import type { Database } from '../../db/index.ts';
import { makeOneTimePassword, one_time_hours } from '../rules/one-time-password.ts';
import { asSystem } from './attempt.ts';
import { forgetFailures } from './attempt.sql.ts';
import { deletePasskeysOf } from './passkey.sql.ts';
import { setPassword } from './password.sql.ts';
import { hashPassword } from './passwords.ts';
import { deleteRecoveryCodes, deleteTotp } from './second-factor.sql.ts';
import { endSessionsOf } from './session.sql.ts';

/**
 * Gives a person a one-time password from the command line: the way back in when no administrator can sign in. The second
 * factor stays unless it is lost too. Audited, without an actor.
 */
export async function rescueAccount(
  database: Database, username: string, { remove_second_factor }: { remove_second_factor: boolean },
): Promise<{ one_time_password: string; hours: number }> {
  const one_time_password = makeOneTimePassword();
  const hash = await hashPassword(one_time_password);
  await database.transaction(asSystem, async (tx) => {
    const { rows } = await sql<{ id: string; kind: string; disabled: boolean }>`select id, kind, disabled_at is not null as disabled
      from auth.account where username_folded = auth.fold(${username}) for update`.execute(tx);
    const account = rows[0];
    if (account === undefined) throw new CannotStart('account.unknown', `There is no account ${username}.`);
    if (account.kind === 'service') throw new CannotStart('account.machine', `${username} is a machine, which has no password: see "openward token".`);
    if (account.disabled) throw new CannotStart('account.disabled', `The account ${username} is disabled: an administrator must enable it first.`);
    const event = { outcome: 'success', subject_account_id: account.id, purpose: 'SYSADMIN', detail: { by: 'command-line' } } as const;
    await setPassword(tx, account.id, { hash, one_time_hours });
    await forgetFailures(tx, account.id);
    await endSessionsOf(tx, account.id, 'password');
    await writeEvent(tx, { ...event, name: 'auth.password.reset' });
    if (!remove_second_factor) return;
    await deleteTotp(tx, account.id);
    await deletePasskeysOf(tx, account.id);
    await deleteRecoveryCodes(tx, account.id);
    await writeEvent(tx, { ...event, name: 'auth.second-factor.delete' });
  });
  return { one_time_password, hours: one_time_hours };
}
