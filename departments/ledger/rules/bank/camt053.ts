import { amountOf, type BankLine, type BankStatement, dayOf, NotAStatement, whole, wordsOf } from './statement.ts';
import { at, type Element, readXml, textAt } from './xml.ts';

/** Reads ISO 20022 camt.053, in the versions 001.02 to 001.08: only what is booked counts, what is pending is in no balance. */
export function readCamt053(text: string): BankStatement[] {
  const statements = at(readXml(text), 'BkToCstmrStmt/Stmt');
  if (statements.length === 0) throw new NotAStatement('There is no statement (BkToCstmrStmt/Stmt) in this file');
  return statements.map(statementOf);
}

function statementOf(element: Element): BankStatement {
  const reference = textAt(element, 'Id') ?? '';
  const balances = new Map(at(element, 'Bal').map((balance) => [textAt(balance, 'Tp/CdOrPrtry/Cd') ?? '', balance]));
  const [opening, closing] = [balances.get('OPBD') ?? balances.get('PRCD'), balances.get('CLBD')];
  if (reference === '' || opening === undefined || closing === undefined) throw new NotAStatement('A statement has an Id, an opening (OPBD or PRCD) and a closing balance (CLBD)');
  const currency = currencyOf(closing);
  const signed = (of: Element): bigint => {
    if (currencyOf(of) !== currency) throw new NotAStatement(`Statement ${reference} has amounts in another currency than ${currency}`);
    const amount = amountOf(textAt(of, 'Amt') ?? '', currency);
    const side = textAt(of, 'CdtDbtInd');
    if (side !== 'CRDT' && side !== 'DBIT') throw new NotAStatement('An amount is CRDT or DBIT');
    return side === 'CRDT' ? amount : -amount;
  };
  const entries = at(element, 'Ntry').filter((entry) => textAt(entry, 'Sts/Cd', 'Sts') === 'BOOK');
  const lines = entries.map((entry) => lineOf(entry, signed(entry))).filter(({ amount_minor }) => amount_minor !== 0n);
  const until_day = dayOf(textAt(closing, 'Dt/Dt', 'Dt/DtTm') ?? textAt(element, 'FrToDt/ToDtTm') ?? '');
  const first = [...lines.map(({ booked_on }) => booked_on), until_day].sort()[0] ?? until_day;
  return whole({
    reference, account_number: textAt(element, 'Acct/Id/IBAN', 'Acct/Id/Othr/Id'), currency,
    from_day: dayOf(textAt(element, 'FrToDt/FrDtTm') ?? first), until_day, opening_minor: signed(opening), closing_minor: signed(closing), lines,
  });
}

/** One line an entry: a batch of the bank is booked as one, and names all that it holds. */
function lineOf(entry: Element, amount_minor: bigint): BankLine {
  const details = at(entry, 'NtryDtls/TxDtls');
  const party = amount_minor > 0n ? 'Dbtr' : 'Cdtr';
  const all = (...paths: string[]) => wordsOf(...new Set(details.map((detail) => textAt(detail, ...paths)).filter((text) => text !== 'NOTPROVIDED')));
  const booked_on = dayOf(textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm') ?? '');
  return {
    booked_on, valued_on: dayOf(textAt(entry, 'ValDt/Dt', 'ValDt/DtTm') ?? booked_on), amount_minor,
    reference: all('Refs/EndToEndId') ?? wordsOf(textAt(entry, 'NtryRef')),
    bank_reference: wordsOf(textAt(entry, 'AcctSvcrRef')) ?? all('Refs/AcctSvcrRef'),
    counterparty: all(`RltdPties/${party}/Nm`, `RltdPties/${party}/Pty/Nm`),
    purpose: wordsOf(...details.flatMap((detail) => [...at(detail, 'RmtInf/Ustrd'), ...at(detail, 'RmtInf/Strd/CdtrRefInf/Ref')].map(({ text }) => text)), textAt(entry, 'AddtlNtryInf')),
  };
}

const currencyOf = (of: Element): string => at(of, 'Amt')[0]?.attributes.get('Ccy') ?? '';
