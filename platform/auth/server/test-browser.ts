import { Secret, TOTP } from 'otpauth';
import type { Declaration } from '../../http/index.ts';
import type { Answer, TestHospital } from '../../testing/index.ts';
import { authContract, type SessionView } from '../contract/index.ts';
import { addAccount } from './add-account.ts';
import { hashPassword } from './passwords.ts';

type Contract = { '~orpc': { meta: Declaration } };
/** A session, or a problem: a test says which it expects. */
type Told = SessionView & Answer['body'];

/** A browser for tests: keeps the cookie that it is given, as a real one does. */
export class Browser {
  readonly hospital: TestHospital;
  cookie: string | null;

  constructor(hospital: TestHospital, cookie: string | null = null) {
    this.hospital = hospital;
    this.cookie = cookie;
  }

  async call<Body = Told>(contract: Contract, input: object = {}, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    const sent: Record<string, string> = this.cookie === null ? {} : { cookie: `openward=${this.cookie}` };
    const answer = await this.hospital.visitor().call<Body>(contract, input, { headers: { host: 'localhost:8080', ...sent, ...headers } });
    const set = answer.headers['set-cookie'];
    const given = /^(?:__Host-)?openward=([\w-]*);/.exec(String(Array.isArray(set) ? set[0] : (set ?? '')))?.[1];
    if (given !== undefined) this.cookie = given === '' ? null : given;
    return answer;
  }

  signIn(username: string, password: string): Promise<Answer<Told>> {
    return this.call(authContract.signIn, { username, password });
  }

  async state(): Promise<SessionView['state']> {
    return (await this.call(authContract.readSession)).body.state;
  }

  /** Another browser that stole this one's cookie. */
  stolen(): Browser {
    return new Browser(this.hospital, this.cookie);
  }
}

export const goodPassword = 'mauve-otter-plinth-9';
let hashed: string | undefined;
let made = 0;

/** An account with a password of its own, `goodPassword`. */
export async function makePerson(hospital: TestHospital, ...roles: string[]): Promise<{ id: string; username: string }> {
  hashed ??= await hashPassword(goodPassword);
  made += 1;
  const username = `person${made}`;
  const id = await hospital.database.transaction({ scope: 'system' }, (tx) =>
    addAccount(tx, { username, display_name: `Person ${made}`, kind: 'person', roles, password_hash: hashed ?? '' }),
  );
  return { id, username };
}

/** The code that an authenticator app with this secret shows now, or so many steps from now. */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
}

/** Enrols an authenticator app for a signed-in person; returns its secret, the code that enrolled it, and the recovery codes. */
export async function enrolTotp(browser: Browser): Promise<{ secret: string; enrolled_with: string; recovery_codes: string[] }> {
  const begun = await browser.call<{ secret: string }>(authContract.beginTotp);
  await awayFromTheNextStep();
  // A step before the present one, so that the present code is not spent by enrolling.
  const enrolled_with = codeOf(begun.body.secret, -1);
  const confirmed = await browser.call<{ recovery_codes: string[] }>(authContract.confirmTotp, { code: enrolled_with });
  if (confirmed.status !== 200) throw new Error(`enrolment failed: ${confirmed.text}`);
  return { secret: begun.body.secret, enrolled_with, recovery_codes: confirmed.body.recovery_codes };
}

/** A code of the step before is refused as soon as the next step begins: where that is near, waits until it has. */
async function awayFromTheNextStep(): Promise<void> {
  const left_ms = 30_000 - (Date.now() % 30_000);
  if (left_ms < 3_000) await new Promise((resolve) => setTimeout(resolve, left_ms));
}

export interface AuditRow {
  name: string;
  outcome: string;
  actor_id: string | null;
  subject_account_id: string | null;
  session_id: string | null;
  detail: Record<string, unknown>;
}

/** The audit events of an account, in order. */
export function eventsOf(hospital: TestHospital, account_id: string): Promise<AuditRow[]> {
  return hospital.asSuperuser<AuditRow & Record<string, unknown>>(
    `select name, outcome, actor_id, subject_account_id, session_id, detail from audit.event
     where actor_id = $1 or subject_account_id = $1 order by at, id`,
    [account_id],
  );
}
