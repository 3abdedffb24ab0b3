import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { GatewayIntent } from '../../contract/index.ts';
import type { Told } from '../../rules/gateway/stripe.ts';

export interface SettingRow { kind: 'none' | 'stripe'; secret_key_encrypted: Buffer | null; signing_secret_encrypted: Buffer | null; version: number }

export async function readGateway(tx: Tx): Promise<SettingRow> {
  const { rows } = await sql<SettingRow>`select kind, secret_key_encrypted, signing_secret_encrypted, version from billing.gateway_setting`.execute(tx);
  return rows[0]!;
}

/** False where there is a newer version. */
export async function saveGateway(tx: Tx, it: SettingRow): Promise<boolean> {
  const { numAffectedRows } = await sql`update billing.gateway_setting set kind = ${it.kind}, secret_key_encrypted = ${it.secret_key_encrypted}, signing_secret_encrypted = ${it.signing_secret_encrypted}, version = version + 1
    where version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export interface IntentRow { id: string; patient_id: string; invoice_id: string | null; amount_minor: bigint; currency: string; how: 'checkout' | 'intent'; state: GatewayIntent['state']; provider_id: string | null; payment_id: string | null; asked_by_name: string }

const columns = sql.raw('id, patient_id, invoice_id, amount_minor, currency, how, state, provider_id, payment_id, asked_by_name');

/** An intent by our key or the gateway’s, kept from others until the transaction ends. */
export async function holdIntent(tx: Tx, id: string | null, provider_id: string | null): Promise<IntentRow | undefined> {
  const { rows } = await sql<IntentRow>`select ${columns} from billing.gateway_intent where id = ${id}::uuid or provider_id = ${provider_id} limit 1 for update`.execute(tx);
  return rows[0];
}

/** Those of which the gateway does not know yet, a moment after they were asked. */
export async function untoldIntents(tx: Tx): Promise<IntentRow[]> {
  const { rows } = await sql<IntentRow>`select ${columns} from billing.gateway_intent where state = 'asked' order by asked_at limit 20`.execute(tx);
  return rows;
}

export async function insertIntent(tx: Tx, it: Pick<IntentRow, 'patient_id' | 'invoice_id' | 'amount_minor' | 'currency' | 'how' | 'asked_by_name'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into billing.gateway_intent (patient_id, invoice_id, amount_minor, currency, how, asked_by_name)
    values (${it.patient_id}::uuid, ${it.invoice_id}::uuid, ${it.amount_minor}::bigint, ${it.currency}, ${it.how}, ${it.asked_by_name}) returning id`.execute(tx);
  return rows[0]!.id;
}

/** Notes what the gateway answered; what it told meanwhile stays. */
export async function keepAnswer(tx: Tx, id: string, it: { provider_id: string | null; checkout_id: string | null; url: string | null; failed: boolean }): Promise<void> {
  await sql`update billing.gateway_intent set provider_id = coalesce(provider_id, ${it.provider_id}), checkout_id = coalesce(checkout_id, ${it.checkout_id}), url = coalesce(url, ${it.url}),
    state = case when state <> 'asked' then state when ${it.failed} then 'failed' else 'waiting' end where id = ${id}::uuid`.execute(tx);
}

export async function setIntent(tx: Tx, id: string, state: GatewayIntent['state'], more: { payment_id?: string; provider_id: string | null }): Promise<void> {
  await sql`update billing.gateway_intent set state = ${state}, payment_id = coalesce(payment_id, ${more.payment_id ?? null}::uuid), provider_id = coalesce(provider_id, ${more.provider_id}) where id = ${id}::uuid`.execute(tx);
}

/** False where it was told before. */
export async function insertEvent(tx: Tx, { id, kind, intent_id, provider_id, amount_minor, currency, told_at }: Told): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into billing.gateway_event (id, kind, intent_id, provider_id, amount_minor, currency, told_at)
    values (${id}, ${kind}, (select id from billing.gateway_intent where id = ${intent_id}::uuid), ${provider_id}, ${amount_minor}::bigint, ${currency}, ${told_at}::timestamptz) on conflict (id) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** All that was told of an intent. */
export async function eventsOf(tx: Tx, id: string, provider_id: string | null): Promise<{ kind: string; amount_minor: bigint | null; currency: string | null }[]> {
  const { rows } = await sql<{ kind: string; amount_minor: bigint | null; currency: string | null }>`
    select kind, amount_minor, currency from billing.gateway_event where intent_id = ${id}::uuid or provider_id = ${provider_id}`.execute(tx);
  return rows;
}

export async function listIntents(tx: Tx, wish: { patients: readonly string[] } | { id: string }): Promise<GatewayIntent[]> {
  const { rows } = await sql<Omit<GatewayIntent, 'amount'> & { amount_minor: bigint }>`
    select id, patient_id, invoice_id, amount_minor, currency, how, url, state, payment_id, to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as asked_at
    from billing.gateway_intent where ${'id' in wish ? sql`id = ${wish.id}::uuid` : sql`patient_id = any (${[...wish.patients]}::uuid[])`} order by asked_at desc limit 50`.execute(tx);
  return rows.map(({ amount_minor, ...each }) => ({ ...each, amount: printAmount(amount_minor, each.currency) }));
}

/** What was given back over the gateway of a payment so far. */
export async function refundedOver(tx: Tx, payment_id: string): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`select coalesce(sum(amount_minor), 0)::bigint as sum from billing.refund where payment_id = ${payment_id}::uuid and method = 'gateway'`.execute(tx);
  return rows[0]!.sum;
}
