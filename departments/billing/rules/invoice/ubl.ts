import { currencies, printAmount } from '@openward/platform/money';
import type { Bill, BillLine, Party } from './bill.ts';
import { isCountry, isExemption, namesItsCountry } from './code-lists.ts';
import type { TaxGroup } from './totals.ts';

/** A member that the norm needs and the hospital or the invoice has not. */
export class NotAnEInvoice extends Error {
  readonly rule: string;
  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}

type Node = string | [name: string, content: Node[] | string, attributes?: Record<string, string>];

/** An invoice or a credit note as UBL 2.1 by EN 16931. Throws NotAnEInvoice where something that the norm needs is missing. */
export function toUbl(bill: Bill): string {
  refuseIncomplete(bill);
  const credit = bill.kind === 'credit-note';
  const { currency, label, issued_on, due_on, note, credits_label, book } = bill;
  const money = (name: string, minor: bigint, code = currency): Node => [name, printAmount(minor, code), { currencyID: code }];
  const tax = (group: TaxGroup): Node => ['cac:TaxSubtotal', [money('cbc:TaxableAmount', group.base_minor), money('cbc:TaxAmount', group.tax_minor), category('cac:TaxCategory', group, bill)]];
  const root = credit ? 'CreditNote' : 'Invoice';
  const content: Node[] = [
    ['cbc:CustomizationID', 'urn:cen.eu:en16931:2017'],
    ['cbc:ID', label ?? ''],
    ['cbc:IssueDate', issued_on ?? ''],
    ...(credit || due_on === null ? [] : [['cbc:DueDate', due_on] as Node]),
    [credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', credit ? '381' : bill.kind === 'interim' ? '326' : '380'],
    ...[note, bill.reason].flatMap((text): Node[] => (text === null ? [] : [['cbc:Note', text]])),
    ['cbc:DocumentCurrencyCode', currency],
    ...(book === null ? [] : [['cbc:TaxCurrencyCode', book.currency] as Node]),
    ...(credits_label === null ? [] : [['cac:BillingReference', [['cac:InvoiceDocumentReference', [['cbc:ID', credits_label]]]]] as Node]),
    ['cac:AccountingSupplierParty', [party(bill.seller, bill.seller.email, taxed(bill))]],
    ['cac:AccountingCustomerParty', [party(bill.buyer, null, taxed(bill))]],
    ['cac:PaymentMeans', [
      ['cbc:PaymentMeansCode', bill.seller.iban === null ? '1' : '58'],
      ...(label === null ? [] : [['cbc:PaymentID', label] as Node]),
      ...(bill.seller.iban === null ? [] : [['cac:PayeeFinancialAccount', [['cbc:ID', bill.seller.iban]]] as Node]),
    ]],
    ['cac:PaymentTerms', [['cbc:Note', credit ? `Taken off invoice ${credits_label ?? ''}` : `Due ${due_on ?? issued_on ?? ''}`]]],
    ['cac:TaxTotal', [money('cbc:TaxAmount', bill.tax_minor), ...bill.groups.map(tax)]],
    ...(book === null ? [] : [['cac:TaxTotal', [money('cbc:TaxAmount', book.tax_minor, book.currency)]] as Node]),
    ['cac:LegalMonetaryTotal', [
      money('cbc:LineExtensionAmount', bill.net_minor), money('cbc:TaxExclusiveAmount', bill.net_minor), money('cbc:TaxInclusiveAmount', bill.net_minor + bill.tax_minor),
      ...(bill.prepaid_minor === 0n ? [] : [money('cbc:PrepaidAmount', bill.prepaid_minor)]),
      ...(bill.rounding_minor === 0n ? [] : [money('cbc:PayableRoundingAmount', bill.rounding_minor)]), money('cbc:PayableAmount', bill.total_minor - bill.prepaid_minor),
    ]],
    ...bill.lines.map((line) => lineNode(line, bill, credit)),
  ];
  const names = { xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, 'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2', 'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2' };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml([root, content, names])}\n`;
}

function lineNode(line: BillLine, { currency }: Bill, credit: boolean): Node {
  const money = (name: string, minor: bigint): Node => [name, printAmount(minor, currency), { currencyID: currency }];
  return [credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    ['cbc:ID', String(line.line)],
    [credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', line.quantity, { unitCode: 'C62' }],
    money('cbc:LineExtensionAmount', line.net_minor),
    ...(line.performed_on === null ? [] : [['cac:InvoicePeriod', [['cbc:StartDate', line.performed_on], ['cbc:EndDate', line.performed_on]]] as Node]),
    ...(line.discount_minor === 0n ? [] : [['cac:AllowanceCharge', [['cbc:ChargeIndicator', 'false'], ['cbc:AllowanceChargeReason', 'Discount'], money('cbc:Amount', line.discount_minor), money('cbc:BaseAmount', line.share_minor)]] as Node]),
    ['cac:Item', [['cbc:Name', line.description], category('cac:ClassifiedTaxCategory', line, null)]],
    // The price of the whole quantity: a price of one would not be exact.
    ['cac:Price', [money('cbc:PriceAmount', line.share_minor), ['cbc:BaseQuantity', line.quantity, { unitCode: 'C62' }]]],
  ]];
}

/** With the reason of an exemption where it sums up, without it on a line (UBL-CR-597). */
function category(name: string, { tax_category, tax_rate_bp }: Pick<TaxGroup, 'tax_category' | 'tax_rate_bp'>, bill: Bill | null): Node {
  const reasons: Record<string, Node[]> = {
    // A reason of another law has no code of the list, and stands in words alone.
    E: [...(isExemption(bill?.exemption.code ?? '') ? [['cbc:TaxExemptionReasonCode', bill?.exemption.code ?? ''] as Node] : []), ['cbc:TaxExemptionReason', bill?.exemption.reason ?? '']],
    O: [['cbc:TaxExemptionReasonCode', 'VATEX-EU-O'], ['cbc:TaxExemptionReason', 'Not subject to VAT']],
    AE: [['cbc:TaxExemptionReasonCode', 'VATEX-EU-AE'], ['cbc:TaxExemptionReason', 'Reverse charge']],
  };
  return [name, [['cbc:ID', tax_category], ...(tax_category === 'O' ? [] : [['cbc:Percent', percent(tax_rate_bp)] as Node]), ...(bill === null ? [] : (reasons[tax_category] ?? [])), ['cac:TaxScheme', [['cbc:ID', 'VAT']]]]];
}

const percent = (bp: number): string => `${Math.trunc(bp / 100)}${bp % 100 === 0 ? '' : `.${String(bp % 100).padStart(2, '0').replace(/0$/, '')}`}`;

/** Where nothing is subject to the tax no number of it may be named (BR-O-02). */
const taxed = ({ groups }: Bill): boolean => groups.every(({ tax_category }) => tax_category !== 'O');

function party({ name, street, city, postal_code, country, tax_number, registration_number }: Party, email: string | null, with_tax: boolean): Node {
  const optional = (element: string, text: string | null): Node[] => (text === null ? [] : [[element, text]]);
  return ['cac:Party', [
    ['cac:PartyName', [['cbc:Name', name]]],
    ['cac:PostalAddress', [...optional('cbc:StreetName', street), ...optional('cbc:CityName', city), ...optional('cbc:PostalZone', postal_code), ['cac:Country', [['cbc:IdentificationCode', country]]]]],
    ...(tax_number === null || !with_tax ? [] : [['cac:PartyTaxScheme', [['cbc:CompanyID', tax_number], ['cac:TaxScheme', [['cbc:ID', 'VAT']]]]] as Node]),
    ['cac:PartyLegalEntity', [['cbc:RegistrationName', name], ...optional('cbc:CompanyID', registration_number)]],
    ...(email === null ? [] : [['cac:Contact', [['cbc:ElectronicMail', email]]] as Node]),
  ]];
}

function refuseIncomplete(bill: Bill): void {
  const { label, issued_on, seller, buyer, groups, kind, currency, book } = bill;
  if (label === null || issued_on === null || kind === 'estimate' || kind === 'deposit-request') throw new NotAnEInvoice('BR-02', 'Only an issued invoice or credit note is sent as an e-invoice');
  if ((currencies.get(currency)?.digits ?? 2) > 2) throw new NotAnEInvoice('BR-DEC-12', 'An e-invoice has no currency with three decimals');
  // The tax is told in the currency of the book too, and to two decimals at most there as well.
  if (book !== null && (currencies.get(book.currency)?.digits ?? 2) > 2) throw new NotAnEInvoice('BR-DEC-15', 'An e-invoice tells no tax in a currency with three decimals');
  if (!taxed(bill) && groups.length > 1) throw new NotAnEInvoice('BR-O-11', 'What is outside of the tax and what is not cannot stand on one e-invoice');
  if (taxed(bill) && seller.tax_number === null) throw new NotAnEInvoice('BR-S-02', 'The hospital’s tax number is not set yet');
  if (taxed(bill) && [seller, buyer].some(({ tax_number }) => tax_number !== null && !namesItsCountry(tax_number))) throw new NotAnEInvoice('BR-CO-09', 'A tax number begins with its country, such as DE');
  if (!taxed(bill) && seller.registration_number === null) throw new NotAnEInvoice('BR-CO-26', 'The hospital’s number in the register is not set yet');
  if (groups.some(({ tax_category }) => tax_category === 'AE') && buyer.tax_number === null && buyer.registration_number === null) throw new NotAnEInvoice('BR-AE-02', 'Who owes the tax itself needs a number');
  if (![seller, buyer].every(({ country }) => isCountry(country))) throw new NotAnEInvoice('BR-CL-14', 'A country is none of the list');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

function xml(node: Node): string {
  if (typeof node === 'string') return escaped(node);
  const [name, content, attributes = {}] = node;
  const start = `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>`;
  return `${start}${typeof content === 'string' ? escaped(content) : content.map(xml).join('')}</${name}>`;
}
