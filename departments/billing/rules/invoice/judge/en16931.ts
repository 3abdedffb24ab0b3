import { all, readXml, text, type Element } from './xml.ts';

// The rules of EN 16931-1 that concern what we write, each by its number, from the published text of the norm's validation
// artefacts and the sequences of the UBL 2.1 schemas; it shares no code with the writer. For tests: not the Schematron itself.

/** In which order the children of an element stand, by the UBL 2.1 schemas (what we never write is left out). */
const head = ['cbc:UBLVersionID', 'cbc:CustomizationID', 'cbc:ProfileID', 'cbc:ID', 'cbc:CopyIndicator', 'cbc:UUID', 'cbc:IssueDate', 'cbc:IssueTime'];
const tail = ['cac:InvoicePeriod', 'cac:OrderReference', 'cac:BillingReference', 'cac:AdditionalDocumentReference', 'cac:AccountingSupplierParty', 'cac:AccountingCustomerParty', 'cac:PayeeParty', 'cac:Delivery', 'cac:PaymentMeans', 'cac:PaymentTerms', 'cac:AllowanceCharge', 'cac:TaxTotal', 'cac:LegalMonetaryTotal'];
const currencies = ['cbc:DocumentCurrencyCode', 'cbc:TaxCurrencyCode', 'cbc:AccountingCost', 'cbc:BuyerReference'];
const category = ['cbc:ID', 'cbc:Name', 'cbc:Percent', 'cbc:TaxExemptionReasonCode', 'cbc:TaxExemptionReason', 'cac:TaxScheme'];
const line = ['cbc:ID', 'cbc:Note', 'cbc:InvoicedQuantity', 'cbc:CreditedQuantity', 'cbc:LineExtensionAmount', 'cac:InvoicePeriod', 'cac:AllowanceCharge', 'cac:Item', 'cac:Price'];
const sequences: Record<string, string[]> = {
  Invoice: [...head, 'cbc:DueDate', 'cbc:InvoiceTypeCode', 'cbc:Note', 'cbc:TaxPointDate', ...currencies, ...tail, 'cac:InvoiceLine'],
  CreditNote: [...head, 'cbc:TaxPointDate', 'cbc:CreditNoteTypeCode', 'cbc:Note', ...currencies, ...tail, 'cac:CreditNoteLine'],
  'cac:BillingReference': ['cac:InvoiceDocumentReference'], 'cac:InvoiceDocumentReference': ['cbc:ID', 'cbc:IssueDate'], 'cac:AccountingSupplierParty': ['cac:Party'], 'cac:AccountingCustomerParty': ['cac:Party'],
  'cac:Party': ['cbc:EndpointID', 'cac:PartyIdentification', 'cac:PartyName', 'cac:PostalAddress', 'cac:PartyTaxScheme', 'cac:PartyLegalEntity', 'cac:Contact'], 'cac:PartyName': ['cbc:Name'],
  'cac:PostalAddress': ['cbc:StreetName', 'cbc:AdditionalStreetName', 'cbc:CityName', 'cbc:PostalZone', 'cbc:CountrySubentity', 'cac:Country'], 'cac:Country': ['cbc:IdentificationCode'],
  'cac:PartyTaxScheme': ['cbc:CompanyID', 'cac:TaxScheme'], 'cac:PartyLegalEntity': ['cbc:RegistrationName', 'cbc:CompanyID'], 'cac:Contact': ['cbc:Name', 'cbc:Telephone', 'cbc:ElectronicMail'],
  'cac:PaymentMeans': ['cbc:PaymentMeansCode', 'cbc:PaymentDueDate', 'cbc:PaymentID', 'cac:PayeeFinancialAccount'], 'cac:PayeeFinancialAccount': ['cbc:ID'], 'cac:PaymentTerms': ['cbc:Note'],
  'cac:TaxTotal': ['cbc:TaxAmount', 'cac:TaxSubtotal'], 'cac:TaxSubtotal': ['cbc:TaxableAmount', 'cbc:TaxAmount', 'cac:TaxCategory'], 'cac:TaxCategory': category, 'cac:ClassifiedTaxCategory': category, 'cac:TaxScheme': ['cbc:ID'],
  'cac:LegalMonetaryTotal': ['cbc:LineExtensionAmount', 'cbc:TaxExclusiveAmount', 'cbc:TaxInclusiveAmount', 'cbc:AllowanceTotalAmount', 'cbc:ChargeTotalAmount', 'cbc:PrepaidAmount', 'cbc:PayableRoundingAmount', 'cbc:PayableAmount'],
  'cac:InvoiceLine': line, 'cac:CreditNoteLine': line, 'cac:InvoicePeriod': ['cbc:StartDate', 'cbc:EndDate'], 'cac:AllowanceCharge': ['cbc:ChargeIndicator', 'cbc:AllowanceChargeReasonCode', 'cbc:AllowanceChargeReason', 'cbc:MultiplierFactorNumeric', 'cbc:Amount', 'cbc:BaseAmount'],
  'cac:Item': ['cbc:Description', 'cbc:Name', 'cac:ClassifiedTaxCategory'], 'cac:Price': ['cbc:PriceAmount', 'cbc:BaseQuantity'],
};

/** The numbers of the rules that a document breaks; empty for one that keeps them all. */
export function faultsOf(source: string): string[] {
  const root = readXml(source);
  const faults: string[] = [];
  const must = (rule: string, holds: boolean) => void (holds || faults.push(rule));
  const credit = root.name === 'CreditNote';
  const has = (path: string, of = root) => (text(of, path) ?? '').trim() !== '';
  const currency = text(root, 'cbc:DocumentCurrencyCode') ?? '';
  const lines = all(root, credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine');
  const totals = all(root, 'cac:LegalMonetaryTotal')[0] ?? root;
  const taxTotal = all(root, 'cac:TaxTotal').find((each) => all(each, 'cbc:TaxAmount')[0]?.attributes['currencyID'] === currency) ?? root;
  const groups = all(taxTotal, 'cac:TaxSubtotal');
  const seller = all(root, 'cac:AccountingSupplierParty/cac:Party')[0] ?? root;
  const buyer = all(root, 'cac:AccountingCustomerParty/cac:Party')[0] ?? root;
  const sums = (elements: readonly Element[], path: string) => elements.reduce((sum, each) => sum + exact(text(each, path) ?? '0'), 0n);
  const net = exact(text(totals, 'cbc:LineExtensionAmount') ?? '');
  const tax = exact(text(taxTotal, 'cbc:TaxAmount') ?? '');
  const gross = exact(text(totals, 'cbc:TaxInclusiveAmount') ?? '');

  inOrder(root, faults);
  must('BR-01', text(root, 'cbc:CustomizationID') === 'urn:cen.eu:en16931:2017');
  must('BR-02', has('cbc:ID'));
  must('BR-03', /^\d{4}-\d\d-\d\d$/.test(text(root, 'cbc:IssueDate') ?? ''));
  must('BR-04', ['326', '380', '381', '384'].includes(text(root, credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode') ?? ''));
  must('BR-05', /^[A-Z]{3}$/.test(currency));
  must('BR-06', has('cac:PartyLegalEntity/cbc:RegistrationName', seller));
  must('BR-07', has('cac:PartyLegalEntity/cbc:RegistrationName', buyer));
  must('BR-08', all(seller, 'cac:PostalAddress').length === 1);
  must('BR-09', has('cac:PostalAddress/cac:Country/cbc:IdentificationCode', seller));
  must('BR-10', all(buyer, 'cac:PostalAddress').length === 1);
  must('BR-11', has('cac:PostalAddress/cac:Country/cbc:IdentificationCode', buyer));
  for (const [rule, path] of [['BR-12', 'cbc:LineExtensionAmount'], ['BR-13', 'cbc:TaxExclusiveAmount'], ['BR-14', 'cbc:TaxInclusiveAmount'], ['BR-15', 'cbc:PayableAmount']] as const) must(rule, has(path, totals));
  must('BR-16', lines.length > 0);
  for (const each of lines) {
    must('BR-21', has('cbc:ID', each));
    must('BR-22', has(credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', each));
    must('BR-23', all(each, credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity')[0]?.attributes['unitCode'] !== undefined);
    must('BR-24', has('cbc:LineExtensionAmount', each));
    must('BR-25', has('cac:Item/cbc:Name', each));
    must('BR-26', has('cac:Price/cbc:PriceAmount', each));
    must('BR-27', exact(text(each, 'cac:Price/cbc:PriceAmount') ?? '-1') >= 0n);
    must('BR-CO-04', has('cac:Item/cac:ClassifiedTaxCategory/cbc:ID', each));
    for (const allowance of all(each, 'cac:AllowanceCharge')) {
      must('BR-41', has('cbc:Amount', allowance));
      must('BR-42', has('cbc:AllowanceChargeReason', allowance) || has('cbc:AllowanceChargeReasonCode', allowance));
    }
    // The price is of the whole quantity: what the line says is that price less its discounts.
    must('PEPPOL-EN16931-R120', exact(text(each, 'cbc:LineExtensionAmount') ?? '') === exact(text(each, 'cac:Price/cbc:PriceAmount') ?? '') - sums(all(each, 'cac:AllowanceCharge'), 'cbc:Amount')
      && text(each, 'cac:Price/cbc:BaseQuantity') === text(each, credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'));
  }
  for (const group of groups) {
    must('BR-45', has('cbc:TaxableAmount', group));
    must('BR-46', has('cbc:TaxAmount', group));
    must('BR-47', has('cac:TaxCategory/cbc:ID', group));
    must('BR-48', has('cac:TaxCategory/cbc:Percent', group) || text(group, 'cac:TaxCategory/cbc:ID') === 'O');
  }
  must('BR-49', all(root, 'cac:PaymentMeans').every((each) => has('cbc:PaymentMeansCode', each)));
  must('BR-50', all(root, 'cac:PaymentMeans').every((each) => !['30', '58'].includes(text(each, 'cbc:PaymentMeansCode') ?? '') || has('cac:PayeeFinancialAccount/cbc:ID', each)));
  must('BR-53', !has('cbc:TaxCurrencyCode') || all(root, 'cac:TaxTotal').some((each) => all(each, 'cbc:TaxAmount')[0]?.attributes['currencyID'] === text(root, 'cbc:TaxCurrencyCode')));
  must('BR-55', all(root, 'cac:BillingReference').every((each) => has('cac:InvoiceDocumentReference/cbc:ID', each)));
  must('BR-CO-10', net === sums(lines, 'cbc:LineExtensionAmount'));
  must('BR-CO-13', exact(text(totals, 'cbc:TaxExclusiveAmount') ?? '') === net);
  must('BR-CO-14', tax === sums(groups, 'cbc:TaxAmount'));
  must('BR-CO-15', gross === net + tax);
  must('BR-CO-16', exact(text(totals, 'cbc:PayableAmount') ?? '') === gross - exact(text(totals, 'cbc:PrepaidAmount') ?? '0') + exact(text(totals, 'cbc:PayableRoundingAmount') ?? '0'));
  must('BR-CO-18', groups.length > 0);
  must('BR-CO-25', has('cbc:DueDate') || has('cac:PaymentTerms/cbc:Note'));
  must('BR-CO-26', has('cac:PartyTaxScheme/cbc:CompanyID', seller) || has('cac:PartyLegalEntity/cbc:CompanyID', seller));
  for (const group of groups) {
    const kind = text(group, 'cac:TaxCategory/cbc:ID') ?? '';
    const rate = exact(text(group, 'cac:TaxCategory/cbc:Percent') ?? '0');
    const base = exact(text(group, 'cbc:TaxableAmount') ?? '');
    const own = lines.filter((each) => text(each, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') === kind && exact(text(each, 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent') ?? '0') === rate);
    must(`BR-${kind}-08`, base === sums(own, 'cbc:LineExtensionAmount'));
    // Half a unit of the last place at most: base × rate ÷ 100.
    const off = exact(text(group, 'cbc:TaxAmount') ?? '') * 100n * unit - base * rate;
    const last = 100n * unit * unit / 10n ** BigInt(text(group, 'cbc:TaxAmount')?.split('.')[1]?.length ?? 0);
    must('BR-CO-17', (off < 0n ? -off : off) * 2n <= last);
    const reason = has('cac:TaxCategory/cbc:TaxExemptionReason', group) || has('cac:TaxCategory/cbc:TaxExemptionReasonCode', group);
    if (kind === 'S') {
      must('BR-S-05', rate > 0n);
      must('BR-S-10', !reason);
    }
    if (kind === 'Z') {
      must('BR-Z-05', rate === 0n && own.every((each) => has('cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', each)));
      must('BR-Z-09', exact(text(group, 'cbc:TaxAmount') ?? '') === 0n);
      must('BR-Z-10', !reason);
    }
    if (kind === 'E') {
      must('BR-E-05', rate === 0n && own.every((each) => has('cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', each)));
      must('BR-E-09', exact(text(group, 'cbc:TaxAmount') ?? '') === 0n);
      must('BR-E-10', reason);
    }
    if (kind !== 'O') must(`BR-${kind}-02`, has('cac:PartyTaxScheme/cbc:CompanyID', seller));
    if (kind === 'AE') must('BR-AE-02', has('cac:PartyTaxScheme/cbc:CompanyID', buyer) || has('cac:PartyLegalEntity/cbc:CompanyID', buyer));
    if (kind === 'AE' || kind === 'O') must(`BR-${kind}-10`, reason);
    if (kind === 'AE') {
      must('BR-AE-05', rate === 0n && own.every((each) => has('cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', each)));
      must('BR-AE-09', exact(text(group, 'cbc:TaxAmount') ?? '') === 0n);
    }
    if (kind === 'O') {
      must('BR-O-11', groups.length === 1);
      must('BR-O-02', !has('cac:PartyTaxScheme/cbc:CompanyID', seller) && !has('cac:PartyTaxScheme/cbc:CompanyID', buyer));
      must('BR-O-05', own.every((each) => !has('cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', each)));
      must('BR-O-09', exact(text(group, 'cbc:TaxAmount') ?? '') === 0n);
      must('BR-O-11', groups.length === 1);
    }
    const code = text(group, 'cac:TaxCategory/cbc:TaxExemptionReasonCode');
    must('BR-CL-22', code === undefined || code === null || /^VATEX-(EU-(79-C|132(-1[A-Q])?|143(-1([A-L]|FA))?|148(-[A-G])?|151(-1(A|AA|B|C|D|E))?|309|AE|D|F|G|I|IC|J|O)|FR-(FRANCHISE|CNWVAT))$/.test(code));
    must('BR-CL-17', ['AE', 'L', 'M', 'E', 'S', 'Z', 'G', 'O', 'K', 'B'].includes(kind));
  }
  for (const each of [seller, buyer]) {
    const number = text(each, 'cac:PartyTaxScheme/cbc:CompanyID');
    must('BR-CO-09', number === undefined || number === null || regionOf(number.slice(0, 2)) || number.startsWith('EL'));
    must('BR-CL-14', regionOf(text(each, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode') ?? ''));
  }
  must('BR-CL-16', all(root, 'cac:PaymentMeans').every((each) => /^([1-9]|[1-6]\d|7[0-8]|9[1-8]|ZZZ)$/.test(text(each, 'cbc:PaymentMeansCode') ?? '')));
  must('BR-CL-23', lines.every((each) => all(each, credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity')[0]?.attributes['unitCode'] === 'C62'));
  for (const kind of new Set(lines.map((each) => text(each, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') ?? ''))) {
    const times = groups.filter((group) => text(group, 'cac:TaxCategory/cbc:ID') === kind).length;
    must(`BR-${kind}-01`, kind === 'S' ? times > 0 : times === 1);
  }
  for (const amount of amountsIn(root)) {
    must('BR-DEC', /^-?\d+(\.\d{1,2})?$/.test(amount.text));
    must('UBL-DT-01', amount.attributes['currencyID'] !== undefined);
  }
  return [...new Set(faults)];
}

/** As the program's own data of countries has it, and not our list of them. */
const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const regionOf = (code: string): boolean => /^[A-Z]{2}$/.test(code) && !['ZZ', 'EU', 'UN', 'EZ', 'XK', undefined].includes(code) && regionNames.of(code) !== undefined;

const unit = 10_000n;

/** A decimal text in ten-thousandths; no float. What is none breaks every sum that it is in. */
function exact(decimal: string): bigint {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(decimal) ?? [];
  if (whole === undefined) return -(10n ** 30n);
  const value = BigInt(whole + part.padEnd(4, '0'));
  return sign === '-' ? -value : value;
}

function inOrder(element: Element, faults: string[]): void {
  const sequence = sequences[element.name];
  if (element.children.length > 0 && sequence === undefined) faults.push(`XSD ${element.name}`);
  let last = -1;
  for (const child of element.children) {
    const place = sequence?.indexOf(child.name) ?? -1;
    if (place < 0) faults.push(`XSD ${element.name}/${child.name}`);
    else if (place < last) faults.push(`XSD order ${element.name}/${child.name}`);
    if (child.children.length === 0 && child.text.trim() === '') faults.push(`PEPPOL-EN16931-R008 ${child.name}`);
    last = Math.max(last, place);
    inOrder(child, faults);
  }
}

const amountsIn = (element: Element): Element[] => element.children.flatMap((child) => [...(child.name.endsWith('Amount') ? [child] : []), ...amountsIn(child)]);
