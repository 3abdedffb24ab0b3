import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partOf } from '@openward/platform/money';
import type { Client } from '@openward/platform/testing';
import { patientsContract } from '@openward/patients/contract';
import { billingContract as contract, type Invoice } from '../../contract/index.ts';
import { seedCharges } from '../invoice/test-charges.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';

let hospital: BillingHospital;
let biller: Client;
let manager: Client;
let payer_id: string;
beforeAll(async () => {
  hospital = await openBillingHospital();
  ({ biller, manager } = hospital);
  payer_id = (await manager.call(patientsContract.addPayer, { name: 'Sickness fund', kind: 'insurer' })).body['id'] as string;
  await made(manager, contract.addSplitRule, { payer_id, percent_bp: 7000 });
  const limits = (['credit-note', 'discount'] as const).map((kind) => ({ role: 'biller', kind, currency: 'EUR', amount_max: '100000.00' }));
  await made(manager, contract.setLimits, { limits });
});
afterAll(() => hospital.close());

async function made<Body>(client: Client, endpoint: Parameters<Client['call']>[0], input: object): Promise<Body> {
  const { status, body, text } = await client.call<Body & Record<string, unknown>>(endpoint, input);
  if (status >= 300) throw new Error(text);
  return body;
}
const cents = (text: string) => BigInt(text.replace('.', ''));
const euros = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;

/** Somebody who gets this part of their work. */
async function clinician(percent_bp: number): Promise<string> {
  const [row] = await hospital.asSuperuser<{ id: string }>(`insert into staff.practitioner (family_name, display_name, employed, search_text) values ('Adams', 'Dr Adams', '[2020-01-01,)', 'adams') returning id`);
  await made(manager, contract.addShareRule, { practitioner_id: row!.id, percent: euros(BigInt(percent_bp)), from: `${new Date().getUTCFullYear()}-01-01` });
  return row!.id;
}
const patient = async (insured: boolean): Promise<string> => {
  const patient_id = await hospital.patient();
  if (insured) await made(biller, patientsContract.addCoverage, { patient_id, version: 1, coverage: { payer_id, policy_number: crypto.randomUUID() } });
  return patient_id;
};
const draft = async (patient_id: string) => (await made<{ invoices: Invoice[] }>(biller, contract.draftInvoices, { patient_id })).invoices;
const take = (invoice: Invoice, amount: bigint) => made<Invoice>(biller, contract.discount, { invoice_id: invoice.id, version: invoice.version, amount: euros(amount), reason: 'Agreed' });
const issue = (invoice: Invoice) => made<Invoice>(biller, contract.issueInvoice, { invoice_id: invoice.id, version: invoice.version });
/** What the book owes them: all that was ever posted, and how much of it was not taken back. */
const owed = async (practitioner_id: string): Promise<bigint> => {
  const [row] = await hospital.asSuperuser<{ sum: string }>(`select coalesce(-sum(amount_minor), 0)::text as sum from ledger.posting where control = 'clinician' and party_id = $1`, [practitioner_id]);
  return BigInt(row!.sum);
};
const live = async (practitioner_id: string) => (await hospital.asSuperuser<{ charge_id: string; base: string; amount: string }>(
  `select charge_id, base_minor::text as base, amount_minor::text as amount from billing.clinician_share where practitioner_id = $1 and taken_back_by is null`, [practitioner_id])).map(({ charge_id, base, amount }) => ({ charge_id, base: BigInt(base), amount: BigInt(amount) }));
/** Of each charge, what some invoices ask for it after discount. */
const billed = (invoices: readonly Invoice[]): Map<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const { charge_id, net } of invoices.flatMap(({ lines }) => lines)) sums.set(charge_id!, (sums.get(charge_id!) ?? 0n) + cents(net));
  return sums;
};

describe('a clinician’s share', () => {
  test('is of what is billed after the discount of the invoice', async () => {
    const practitioner_id = await clinician(5000);
    const patient_id = await patient(false);
    await seedCharges(hospital, [{ patient_id, practitioner_id, net: 10_000n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }]);
    const [own] = await draft(patient_id);
    const invoice = await issue(await take(own!, 2001n));
    expect(await live(practitioner_id)).toMatchObject([{ base: 7999n, amount: 4000n }]);
    expect(await owed(practitioner_id)).toBe(4000n);
    await made(biller, contract.creditInvoice, { invoice_id: invoice.id, reason: 'Wrong' });
    expect(await owed(practitioner_id)).toBe(0n);
    // Billed again without a discount, it is of the whole.
    await issue((await draft(patient_id))[0]!);
    expect(await live(practitioner_id)).toMatchObject([{ base: 10_000n, amount: 5000n }]);
  });

  test('is nothing of what is given away', async () => {
    const practitioner_id = await clinician(10_000);
    const patient_id = await patient(false);
    await seedCharges(hospital, [{ patient_id, practitioner_id, net: 333n }]);
    await issue(await take((await draft(patient_id))[0]!, 333n));
    expect(await live(practitioner_id)).toEqual([]);
  });

  test('of any charges, discounts, payers and credits: the discount is split to the cent, the book owes the shares that stand, and credit notes leave nothing', async () => {
    const run = fc.record({
      percent_bp: fc.integer({ min: 1, max: 10_000 }), insured: fc.boolean(), nets: fc.array(fc.bigInt({ min: 1n, max: 99_999n }), { minLength: 1, maxLength: 5 }),
      discounts: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), part: fc.integer({ min: 1, max: 99 }),
    });
    await fc.assert(fc.asyncProperty(run, async ({ percent_bp, insured, nets, discounts, part }) => {
      const practitioner_id = await clinician(percent_bp);
      const patient_id = await patient(insured);
      await seedCharges(hospital, nets.map((net, at) => ({ patient_id, practitioner_id, net, ...(at % 2 === 1 && { kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }) })));
      const check = async (stand: ReadonlyMap<string, bigint>) => {
        const shares = await live(practitioner_id);
        for (const { charge_id, base, amount } of shares) expect([base, amount]).toEqual([stand.get(charge_id), partOf(stand.get(charge_id)!, percent_bp)]);
        const whole = [...stand.values()].reduce((sum, each) => sum + partOf(each, percent_bp), 0n);
        expect(shares.reduce((sum, { amount }) => sum + amount, 0n)).toBe(whole);
        expect(await owed(practitioner_id)).toBe(whole);
      };

      const issued: Invoice[] = [];
      for (const [at, own] of (await draft(patient_id)).entries()) {
        const amount = (cents(own.net) * BigInt(discounts[at]!)) / 100n;
        const given = amount === 0n ? own : await take(own, amount);
        expect(given.lines.reduce((sum, { discount }) => sum + cents(discount), 0n)).toBe(amount);
        issued.push(await issue(given));
      }
      await check(billed(issued));

      // A part of one line comes back: its charge is not billed whole any more. What is left of it then comes back too.
      const [first] = issued as [Invoice];
      const [line] = first.lines;
      const minor = (cents(line!.share) * BigInt(part)) / 100n;
      const stand = billed(issued);
      if (minor > 0n) {
        await made(biller, contract.creditInvoice, { invoice_id: first.id, reason: 'Part', lines: [{ line: line!.line, amount: euros(minor) }] });
        stand.delete(line!.charge_id!);
        await check(stand);
        // The part that came back is billed again, without a discount.
        const again = (await Promise.all((await draft(patient_id)).map(issue)));
        const credit = await made<Invoice>(biller, contract.invoice, { invoice_id: (await made<Invoice>(biller, contract.invoice, { invoice_id: first.id })).credit_notes[0]!.id });
        stand.set(line!.charge_id!, (billed(issued).get(line!.charge_id!) ?? 0n) - (billed([credit]).get(line!.charge_id!) ?? 0n) + (billed(again).get(line!.charge_id!) ?? 0n));
        await check(stand);
        issued.push(...again);
      }
      for (const { id } of issued) await made(biller, contract.creditInvoice, { invoice_id: id, reason: 'All' });
      await check(new Map());
    }), { numRuns: 12 });
  }, 120_000);

  test('says what it is a part of: the database refuses another sum and another base', async () => {
    const practitioner_id = await clinician(5000);
    const patient_id = await patient(false);
    const [charge_id] = await seedCharges(hospital, [{ patient_id, practitioner_id, net: 10_000n }]);
    await issue(await take((await draft(patient_id))[0]!, 5000n));
    const say = (base: number, percent_bp: number) => hospital.asSuperuser('update billing.clinician_share set base_minor = $2, percent_bp = $3 where charge_id = $1', [charge_id, base, percent_bp]);
    await expect(say(10_000, 2500)).rejects.toMatchObject({ constraint: 'money_is_append_only' });
    await hospital.asSuperuser('alter table billing.clinician_share disable trigger keep_share');
    try {
      await expect(say(5000, 2500)).rejects.toMatchObject({ constraint: 'clinician_share_is_its_part' });
      // The sum is the same, and is posted; the charge was not billed so.
      await expect(say(10_000, 2500)).rejects.toMatchObject({ constraint: 'share_follows_its_charge' });
    } finally {
      await hospital.asSuperuser('alter table billing.clinician_share enable trigger keep_share');
    }
  });
});
