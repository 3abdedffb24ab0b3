import { Problem } from '../../http/problem.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { addAccount } from './add-account.ts';
import { asSystem } from './attempt.ts';
import { beginSession, giveCookie } from './begin-session.ts';
import { hashOfCode } from './first-run.ts';
import { isFirstRun, noteAdministrator, spendCode } from './first-run.sql.ts';
import { refuseWeakPassword } from './own-password.routes.ts';
import { noteSignIn } from './password.sql.ts';
import { hashPassword } from './passwords.ts';
import { viewSession } from './session-view.ts';

/** Whether the first administrator is still to be made. */
export const readFirstRun = serveInSteps(authContract.readFirstRun, async (_input, { database }) => ({
  needed: await database.transaction(asSystem, isFirstRun),
}));

/** Make the first administrator, with the code printed in the terminal, and sign them in. */
export const createAdministrator = serveInSteps(authContract.createAdministrator, async (input, steps) => {
  const { database } = steps;
  if (!(await database.transaction(asSystem, isFirstRun))) throw over();
  await refuseWeakPassword(database, input.password, input, 'password');
  const password_hash = await hashPassword(input.password);
  const done = await database.transaction(asSystem, async (tx) => {
    const spent = await spendCode(tx, hashOfCode(input.code));
    // Asked again under the lock of the code: of two who hold it one is first.
    if (!(await isFirstRun(tx))) return { problem: over() };
    if (!spent) {
      await steps.write(tx, { outcome: 'failure', detail: { reason: 'code' } });
      return { problem: new Problem(403, 'auth.first_run_code_wrong', 'This is not the code that the terminal shows now', { field: 'code' }) };
    }
    const { username, display_name } = input;
    const account_id = await addAccount(tx, { username, display_name, kind: 'person', roles: ['administrator'], password_hash });
    await noteAdministrator(tx, account_id);
    await noteSignIn(tx, account_id);
    await steps.write(tx, { outcome: 'success', actor_id: account_id, actor_name: username, subject_account_id: account_id }, null);
    const detail = { method: 'first-run' };
    const named = { ...steps, write: (on: typeof tx, event: Parameters<typeof steps.write>[1], actor?: null) => steps.write(on, { name: 'auth.session.create', ...event }, actor) };
    return { token: await beginSession(tx, named, { account_id, username, second_factor: 'none', detail, ends_former: 'replaced' }) };
  });
  if (done.problem !== undefined) throw done.problem;
  giveCookie(steps, done.token);
  return viewSession(database, done.token, steps.origin);
});

function over(): Problem {
  return new Problem(409, 'auth.first_run_over', 'This hospital has its administrator: sign in instead');
}
