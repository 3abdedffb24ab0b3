import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperHtml, paperPdf, type Paper } from '@openward/platform/print';
import type { Bill } from './bill.ts';
import { faultsOf } from './judge/en16931.ts';
import { billBlocks } from '../../server/invoice/paper.ts';
import { totalsOf } from './totals.ts';
import { NotAnEInvoice, toUbl } from './ubl.ts';

interface Of {
  share_minor: bigint;
  discount_minor?: bigint;
  tax_category?: string;
  tax_rate_bp?: number;
  quantity?: string;
}

function billOf(given: readonly Of[], more: Partial<Bill> = {}): Bill {
  const currency = more.currency ?? 'EUR';
  const lines = given.map(({ share_minor, discount_minor = 0n, tax_category = 'E', tax_rate_bp = 0, quantity = '1' }, at) =>
    ({ line: at + 1, description: `Consultation <${at}> & more`, patient_name: 'NÚÑEZ, María', performed_on: '2026-11-20', quantity, share_minor, discount_minor, net_minor: share_minor - discount_minor, tax_category, tax_rate_bp }));
  const { groups, net_minor, tax_minor, rounding_minor, total_minor } = totalsOf(lines, currency, { round_to_cash: currency === 'CHF' });
  return {
    kind: 'invoice', label: 'INV-000001', issued_on: '2026-11-23', due_on: '2026-12-07', currency, book: null,
    seller: { name: 'Wardleigh General', street: 'Hill Road 1', city: 'Wardleigh', postal_code: '12345', country: 'DE', tax_number: 'DE123456789', registration_number: 'HRB 1', email: 'accounts@wardleigh.example', iban: 'DE89370400440532013000' },
    buyer: { name: 'NÚÑEZ, María', street: null, city: null, postal_code: null, country: 'DE', tax_number: null, registration_number: null }, patient: { name: 'NÚÑEZ, María', number: '10000018' },
    lines, groups, share_minor: lines.reduce((sum, line) => sum + line.share_minor, 0n), net_minor, discount_minor: lines.reduce((sum, line) => sum + line.discount_minor, 0n), tax_minor, rounding_minor, total_minor, settled_minor: 0n, prepaid_minor: 0n,
    exemption: { code: 'VATEX-EU-132-1B', reason: 'Hospital and medical care' }, credits_label: null, note: null, reason: null, ...more,
  };
}

const mixed: Of[] = [{ share_minor: 10_000n }, { share_minor: 5_333n, discount_minor: 333n, tax_category: 'S', tax_rate_bp: 1900, quantity: '3' }, { share_minor: 777n, tax_category: 'S', tax_rate_bp: 700 }, { share_minor: 100n, tax_category: 'Z' }];

describe('the e-invoice', () => {
  test.each([
    ['of exempt care', billOf([{ share_minor: 10_000n }])], ['of several taxes and a discount', billOf(mixed)], ['an interim bill', billOf(mixed, { kind: 'interim' })],
    ['a credit note', billOf(mixed, { kind: 'credit-note', due_on: null, credits_label: 'INV-000001', reason: 'Billed twice', label: 'CN-000001' })], ['rounded to what can be paid', billOf(mixed, { currency: 'CHF' })],
    ['in yen', billOf([{ share_minor: 10_001n, tax_category: 'S', tax_rate_bp: 1000 }], { currency: 'JPY' })], ['in another currency than the book', billOf(mixed, { currency: 'USD', book: { currency: 'EUR', tax_minor: 100n, total_minor: 1000n, rate: '1.08' } })],
    ['outside of the tax, which names no tax number', billOf([{ share_minor: 10_000n, tax_category: 'O' }, { share_minor: 500n, tax_category: 'O', quantity: '2' }])],
    ['a credit note outside of the tax', billOf([{ share_minor: 10_000n, tax_category: 'O' }], { kind: 'credit-note', due_on: null, credits_label: 'INV-000001', label: 'CN-000001' })],
    ['whose buyer owes the tax', billOf([{ share_minor: 10_000n, tax_category: 'AE' }], { buyer: { ...billOf([]).buyer, name: 'Health Fund', tax_number: 'EL123456789' } })],
    ['exempt by a law that has no code', billOf(mixed, { exemption: { code: 'HEALTH-ACT-7', reason: 'Health Act, section 7' } })],
    ['that a deposit pays in part', billOf(mixed, { prepaid_minor: 5_000n })], ['that a deposit pays in part, rounded to what can be paid', billOf(mixed, { currency: 'CHF', prepaid_minor: 5_000n })], ['that a deposit pays whole', billOf([{ share_minor: 10_000n }], { prepaid_minor: 10_000n })],
    ['without a bank account', billOf(mixed, { seller: { ...billOf([]).seller, iban: null, email: null } })],
  ])('%s keeps the rules of EN 16931 and the order of UBL', (_what, bill) => expect(faultsOf(toUbl(bill))).toEqual([]));

  test('does so whatever is billed', () => {
    const any = fc.record({ share_minor: fc.bigInt({ min: 1n, max: 10n ** 9n }), tax: fc.constantFrom(['E', 0], ['Z', 0], ['S', 700], ['S', 1900], ['S', 550]), off: fc.integer({ min: 0, max: 100 }), quantity: fc.constantFrom('1', '3', '2.5', '0.125') })
      .map(({ share_minor, tax: [tax_category, tax_rate_bp], off, quantity }): Of => ({ share_minor, discount_minor: (share_minor * BigInt(off)) / 100n, tax_category: tax_category as string, tax_rate_bp: tax_rate_bp as number, quantity }));
    fc.assert(fc.property(fc.array(any, { minLength: 1, maxLength: 25 }), (given) => {
      expect(faultsOf(toUbl(billOf(given)))).toEqual([]);
    }));
  });

  test.each([
    ['BR-CO-10', /<cbc:LineExtensionAmount currencyID="EUR">100\.00</, '<cbc:LineExtensionAmount currencyID="EUR">100.01<'], ['BR-CO-15', /TaxInclusiveAmount currencyID="EUR">[\d.]+/, 'TaxInclusiveAmount currencyID="EUR">1.00'],
    ['BR-CO-16', /PayableAmount currencyID="EUR">[\d.]+/, 'PayableAmount currencyID="EUR">1.00'], ['BR-CO-14', /<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">[\d.]+/, '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.01'],
    ['BR-CO-17', /<cbc:Percent>19</g, '<cbc:Percent>20<'], ['BR-E-10', /<cbc:TaxExemptionReason(Code)?>[^<]*<\/cbc:TaxExemptionReason(Code)?>/g, ''], ['BR-02', /<cbc:ID>INV-000001<\/cbc:ID>/, ''], ['BR-16', /<cac:InvoiceLine>.*<\/cac:InvoiceLine>/, ''],
    ['BR-S-02', /<cac:PartyTaxScheme>.*?<\/cac:PartyTaxScheme>/, ''], ['XSD order Invoice/cbc:ID', /(<cbc:ID>INV-000001<\/cbc:ID>)(<cbc:IssueDate>[^<]*<\/cbc:IssueDate>)/, '$2$1'], ['BR-50', /<cac:PayeeFinancialAccount>.*?<\/cac:PayeeFinancialAccount>/, ''],
    ['BR-CO-09', />DE123456789</, '>123456789<'], ['BR-CL-14', /<cbc:IdentificationCode>DE</, '<cbc:IdentificationCode>ZZ<'], ['BR-CL-22', /VATEX-EU-132-1B/, 'VATEX-EU-132-1Z'], ['BR-CL-16', /<cbc:PaymentMeansCode>58</, '<cbc:PaymentMeansCode>580<'],
    ['BR-CL-23', /unitCode="C62"/, 'unitCode="each"'], ['BR-DEC', /TaxInclusiveAmount currencyID="EUR">([\d.]+)/, 'TaxInclusiveAmount currencyID="EUR">$10'],
    ['BR-42', /<cbc:AllowanceChargeReason>[^<]*<\/cbc:AllowanceChargeReason>/, ''], ['BR-25', /<cbc:Name>Consultation[^<]*<\/cbc:Name>/, ''],
  ])('the judge finds a breach of %s', (rule, what, by) => {
    const altered = toUbl(billOf(mixed)).replace(what, by);
    expect(altered).not.toBe(toUbl(billOf(mixed)));
    expect(faultsOf(altered)).toContain(rule);
  });

  test('what was paid in advance is taken off what is to be paid, and a breach of it is found', () => {
    const paid = toUbl(billOf([{ share_minor: 10_000n }], { prepaid_minor: 4_000n }));
    expect(paid).toContain('<cbc:PrepaidAmount currencyID="EUR">40.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">60.00<');
    expect(faultsOf(paid.replace('>40.00</cbc:PrepaidAmount>', '>40.01</cbc:PrepaidAmount>'))).toEqual(['BR-CO-16']);
    expect(faultsOf(paid.replace(/<cbc:PrepaidAmount.*?<\/cbc:PrepaidAmount>/, ''))).toEqual(['BR-CO-16']);
    expect(toUbl(billOf([{ share_minor: 10_000n }]))).not.toContain('Prepaid');
  });

  test.each([['BR-E-05', 'E'], ['BR-Z-05', 'Z']])('the judge finds a breach of %s where a line names no rate', (rule, kind) => {
    const line = new RegExp(`(<cac:ClassifiedTaxCategory><cbc:ID>${kind}</cbc:ID>)<cbc:Percent>0</cbc:Percent>`);
    expect(faultsOf(toUbl(billOf(mixed)).replace(line, '$1'))).toContain(rule);
  });

  test('the judge finds a tax number where nothing is subject to the tax, and a buyer without one who owes it', () => {
    const number = '<cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>';
    expect(faultsOf(toUbl(billOf([{ share_minor: 100n, tax_category: 'O' }])).replace('<cac:PartyLegalEntity>', `${number}<cac:PartyLegalEntity>`))).toContain('BR-O-02');
    const owed = toUbl(billOf([{ share_minor: 100n, tax_category: 'AE' }], { buyer: { ...billOf([]).buyer, registration_number: 'HRB 2' } }));
    expect(faultsOf(owed)).toEqual([]);
    expect(faultsOf(owed.replace('<cbc:CompanyID>HRB 2</cbc:CompanyID>', ''))).toContain('BR-AE-02');
  });

  test.each([
    ['BR-S-01', 'S'], ['BR-Z-01', 'Z'], ['BR-E-01', 'E'],
  ])('the judge finds a breach of %s where the tax of a line is not summed up', (rule, kind) => {
    const summed = new RegExp(`<cac:TaxSubtotal>(?:(?!</cac:TaxSubtotal>).)*<cac:TaxCategory><cbc:ID>${kind}<.*?</cac:TaxSubtotal>`, 'g');
    expect(faultsOf(toUbl(billOf(mixed)).replace(summed, ''))).toContain(rule);
  });

  test('the judge finds a rate or a tax where the buyer owes it, and a second sum beside what is outside of the tax', () => {
    const owed = toUbl(billOf([{ share_minor: 100n, tax_category: 'AE' }], { buyer: { ...billOf([]).buyer, tax_number: 'EL123456789' } }));
    expect(faultsOf(owed.replaceAll('<cbc:Percent>0<', '<cbc:Percent>19<'))).toContain('BR-AE-05');
    expect(faultsOf(owed.replace(/(<cac:ClassifiedTaxCategory><cbc:ID>AE<\/cbc:ID>)<cbc:Percent>0<\/cbc:Percent>/, '$1'))).toContain('BR-AE-05');
    expect(faultsOf(owed.replace(/(<\/cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">)[\d.]+/, '$10.19'))).toContain('BR-AE-09');
    const outside = toUbl(billOf([{ share_minor: 100n, tax_category: 'O' }]));
    expect(faultsOf(outside.replace(/(<cac:TaxSubtotal>.*?<cac:TaxCategory><cbc:ID>)O(<.*?<\/cac:TaxSubtotal>)/, '$1O$2$1Z$2'))).toContain('BR-O-11');
  });

  test('is refused where the hospital has no tax number, or nothing is issued', () => {
    expect(() => toUbl(billOf(mixed, { seller: { ...billOf([]).seller, tax_number: null } }))).toThrow(NotAnEInvoice);
    expect(() => toUbl(billOf(mixed, { label: null }))).toThrow(NotAnEInvoice);
    const { seller, buyer } = billOf([]);
    const outside: Of[] = [{ share_minor: 100n, tax_category: 'O' }];
    for (const [rule, bill] of [
      ['BR-CO-09', billOf(mixed, { seller: { ...seller, tax_number: '123456789' } })], ['BR-CO-26', billOf(outside, { seller: { ...seller, registration_number: null } })],
      ['BR-AE-02', billOf([{ share_minor: 100n, tax_category: 'AE' }])], ['BR-CL-14', billOf(mixed, { buyer: { ...buyer, country: 'ZZ' } })], ['BR-DEC-12', billOf([{ share_minor: 1001n }], { currency: 'KWD' })],
      ['BR-DEC-15', billOf(mixed, { currency: 'USD', book: { currency: 'KWD', tax_minor: 1001n, total_minor: 100_001n, rate: '3.25' } })],
      ['BR-O-11', billOf([...outside, ...mixed])],
    ] as const) expect(() => toUbl(bill), rule).toThrow(expect.objectContaining({ rule }));
    expect(() => toUbl(billOf(mixed, { kind: 'estimate' }))).toThrow(NotAnEInvoice);
  });
});

describe('the paper', () => {
  const paper = (bill: Bill): Paper => ({
    title: 'Invoice', number: bill.label, letterhead: { name: 'Wardleigh General', lines: [] }, identity: { name: 'NÚÑEZ, María', born: 'Born 21-Mar-1984', sex: 'Female', grouped: '1000 0018' },
    author: { name: 'B. Biller', lines: [] }, at: '23-Nov-2026 09:30', blocks: billBlocks(bill), mark: null,
  });

  test('says what is owed, for what, until when, and how it is paid', async () => {
    const html = paperHtml(paper(billOf(mixed)));
    for (const said of ['168.81', 'Consultation &lt;0&gt; &amp; more', '07-Dec-2026', 'DE89370400440532013000', 'INV-000001', 'Hospital and medical care', '19 %', '-3.33']) expect(html, said).toContain(said);
    expect((await paperPdf(paper(billOf(mixed)))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('says that a draft and an estimate owe nothing, and what an invoice in another currency is owed in', () => {
    expect(paperHtml(paper(billOf(mixed, { label: null })))).toContain('Draft: not issued');
    const estimate = paperHtml(paper(billOf(mixed, { kind: 'estimate' })));
    expect(estimate).toContain('Nothing is owed by this estimate');
    expect(estimate).not.toContain('IBAN');
    expect(paperHtml(paper(billOf(mixed, { currency: 'USD', book: { currency: 'EUR', tax_minor: 100n, total_minor: 15_000n, rate: '1.08' } })))).toContain('150.00 EUR (1 EUR = 1.08 USD)');
  });
});
