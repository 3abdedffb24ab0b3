import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { seal } from '@openward/platform/crypto';
import { announce, type Database, type Tx } from '@openward/platform/db';
import { readInstallation } from '@openward/platform/installation';
import type { Channel, MessageKind } from '../contract/text.ts';
import { type Outcome, tryAgainAt } from '../rules/again.ts';
import { decideMessage } from '../rules/decide.ts';
import { postOutside, type Post } from '@openward/platform/http/outbound';
import { sendEmail } from './carriers/email.ts';
import { sendSms } from './carriers/sms.ts';
import { compose, type Content } from './compose.ts';
import { contentPlace } from './content.ts';
import { wishesOf } from './reach.sql.ts';
import { readSetting, type SettingRow, waysOf } from './setting.ts';
import { readSubject } from './subject.ts';
import { webAddress } from './web-address.ts';

const system = { scope: 'system' } as const;
/** Longer than any conversation with a server may take. */
const lost_after = '5 minutes';
const atOnce = 200;

interface Due {
  id: string;
  about_kind: string;
  about_id: string;
  about_version: number;
  kind: MessageKind;
  patient_id: string;
  expires_at: Date;
  tries: number;
  channel: Channel | null;
}

interface Claimed {
  id: string;
  tries: number;
  channel: Channel;
  provider_id: string | null;
  content: Content;
  setting: SettingRow;
}

/** Called between the claim and the sending, for tests that end the process there. */
export interface Moments {
  claimed?: () => Promise<void>;
  sent?: () => Promise<void>;
  post?: Post;
}

/**
 * Sends what is due, one after the other. A row is claimed, and that is committed, before anything is sent: whatever happens then, it is not sent a second
 * time by itself. What a process that died had claimed is told to staff as unresolved.
 */
export async function sendDue(database: Database, moments: Moments = {}): Promise<void> {
  await database.transaction(system, async (tx) => {
    const { numAffectedRows } = await sql`update messages.message set state = 'unresolved', why = 'lost' where state = 'claimed' and claimed_at < now() - ${lost_after}::interval`.execute(tx);
    if ((numAffectedRows ?? 0n) > 0n) announce(tx, 'messages');
  });
  for (let count = 0; count < atOnce; count += 1) {
    const next = await database.transaction(system, claimNext);
    if (next === 'none') return;
    if (next === 'settled') continue;
    await moments.claimed?.();
    const outcome = await carry(next, moments.post ?? postOutside);
    await moments.sent?.();
    await database.transaction(system, (tx) => keepOutcome(tx, next, outcome));
  }
}

/** Decides on the next message as things stand now, and claims it where it is to be sent. */
async function claimNext(tx: Tx): Promise<Claimed | 'none' | 'settled'> {
  const setting = await readSetting(tx);
  if (!setting.active) return 'none';
  const { rows } = await sql<Due>`select id, about_kind, about_id, about_version, kind, patient_id, expires_at, tries, channel from messages.message
    where state = 'planned' and due_at <= now() order by due_at limit 1 for update skip locked`.execute(tx);
  const [due] = rows;
  if (due === undefined) return 'none';
  announce(tx, 'messages');
  const installation = await readInstallation(tx);
  const [subject, wishes] = [await readSubject(tx, due.about_kind, due.about_id), await wishesOf(tx, due.patient_id)];
  const decision = wishes === null ? { to: 'cancel' as const, why: 'gone' } : decideMessage({
    now: new Date(), zone: installation?.time_zone ?? 'UTC', expires_at: due.expires_at, kind: due.kind, about_version: due.about_version,
    subject, deceased: wishes.deceased, reach: { email: wishes.email, sms: wishes.sms, letter: wishes.address !== null }, rule: wishes.rule,
    opted_out: wishes.opted_out, preferred: wishes.preferred, ways: waysOf(setting), awake: { from: setting.quiet_to, to: setting.quiet_from }, only: due.channel,
  });
  if (decision.to === 'cancel') {
    await sql`update messages.message set state = 'cancelled', why = ${decision.why} where id = ${due.id}::uuid`.execute(tx);
    return 'settled';
  }
  if (decision.to === 'wait') {
    await sql`update messages.message set due_at = ${decision.until}::timestamptz, why = 'quiet_hours' where id = ${due.id}::uuid`.execute(tx);
    return 'settled';
  }
  const { channel, address } = decision;
  const content = await compose(tx, {
    kind: due.kind, channel, address: channel === 'letter' ? (wishes?.address ?? []).join('\n') : address, about_kind: due.about_kind, about_id: due.about_id,
    subject: subject!, wishes: wishes!, setting, hospital: installation?.hospital_name ?? 'OpenWard',
  });
  // Known before it is sent: whatever comes back names it, also where the answer of the mail server was lost.
  const provider_id = channel === 'email' ? `${due.id}.${randomBytes(6).toString('hex')}@openward` : null;
  await sql`update messages.message set state = ${channel === 'letter' ? 'to-print' : 'claimed'}, why = null, claimed_at = now(), tries = tries + 1, channel = ${channel}, provider_id = ${provider_id},
    content_encrypted = ${seal(JSON.stringify(content), contentPlace(due.id))} where id = ${due.id}::uuid`.execute(tx);
  return channel === 'letter' ? 'settled' : { id: due.id, tries: due.tries + 1, channel, content, provider_id, setting };
}

const receiptsAt = (setting: SettingRow): string => `${setting.web_address ?? webAddress()}/hooks/messages/receipts`;

const carry = ({ provider_id, channel, content, setting }: Claimed, post: Post): Promise<Outcome> =>
  channel === 'email' ? sendEmail(setting, content, provider_id ?? '') : sendSms(setting, content.to, content.text, receiptsAt(setting), post);

async function keepOutcome(tx: Tx, { id, tries }: Claimed, outcome: Outcome): Promise<void> {
  announce(tx, 'messages');
  if (outcome.is === 'sent') {
    // Also where it was taken for lost meanwhile: now it is known.
    await sql`update messages.message set state = 'sent', why = null, sent_at = now(), provider_id = coalesce(${outcome.provider_id}, provider_id)
      where id = ${id}::uuid and state in ('claimed', 'unresolved') and decided_at is null and tries = ${tries}`.execute(tx);
    return;
  }
  const again = outcome.is === 'refused' && outcome.again ? tryAgainAt(tries, new Date()) : null;
  const state = outcome.is === 'unknown' ? 'unresolved' : again === null ? 'failed' : 'planned';
  // Tried again, the way is chosen anew.
  await sql`update messages.message set state = ${state}, why = ${outcome.why}, due_at = coalesce(${again}::timestamptz, due_at), channel = case when ${state} = 'planned' then null else channel end
    where id = ${id}::uuid and state = 'claimed' and tries = ${tries}`.execute(tx);
}
