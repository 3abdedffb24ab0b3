import { amountOf, type BankLine, type BankStatement, dayOf, NotAStatement, whole, wordsOf } from './statement.ts';

interface Field { tag: string; text: string }

/** Reads SWIFT MT940, with the subfields (?20 …) that banks put into field 86. A file may hold several statements, in envelopes or not. */
export function readMt940(text: string): BankStatement[] {
  const statements: Field[][] = [];
  for (const field of fieldsOf(text)) {
    if (field.tag === '20') statements.push([]);
    statements.at(-1)?.push(field);
  }
  if (statements.length === 0) throw new NotAStatement('There is no statement (:20:) in this file');
  return statements.map(statementOf);
}

function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const begins = /^(?:\{.*\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(line);
    if (begins !== null) fields.push({ tag: begins[1] ?? '', text: begins[2] ?? '' });
    else if (!/^(-\}?.*|\{.*)$/.test(line)) {
      const last = fields.at(-1);
      if (last !== undefined) last.text += `\n${line}`;
    }
  }
  return fields;
}

const balance = /^([CD])(\d{6})([A-Z]{3})([\d,]+)/;

function statementOf(fields: readonly Field[]): BankStatement {
  const of = (...tags: string[]): string | undefined => fields.find(({ tag }) => tags.includes(tag))?.text;
  const opening = balance.exec(of('60F', '60M') ?? '');
  // The last: a statement on several pages has one closing balance at its end.
  const closing = balance.exec(fields.findLast(({ tag }) => tag === '62F' || tag === '62M')?.text ?? '');
  const currency = closing?.[3] ?? '';
  if (opening === null || closing === null) throw new NotAStatement('A statement has an opening (:60F:) and a closing balance (:62F:)');
  if (opening[3] !== currency) throw new NotAStatement('Opening and closing balance are in different currencies');
  const sum = ([, side, , , amount = '']: RegExpExecArray): bigint => (side === 'C' ? 1n : -1n) * amountOf(amount, currency);
  const lines: BankLine[] = [];
  for (const [place, field] of fields.entries()) {
    if (field.tag !== '61') continue;
    const next = fields[place + 1];
    const line = lineOf(field.text, next?.tag === '86' ? next.text : '', currency);
    if (line.amount_minor !== 0n) lines.push(line);
  }
  const until_day = day(closing[2] ?? '');
  return whole({
    // Banks repeat field 20, and count field 28C anew each year.
    reference: [of('20')?.trim(), of('28C', '28')?.trim(), until_day].filter(Boolean).join(' '),
    account_number: of('25')?.trim().replaceAll(/\s/g, '') || null, currency,
    from_day: [day(opening[2] ?? ''), ...lines.map(({ booked_on }) => booked_on)].sort()[0] ?? until_day, until_day, opening_minor: sum(opening), closing_minor: sum(closing), lines,
  });
}

const movement = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?([\d,]+)([NFS][A-Z0-9]{3})([^\n]*?)(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/;

function lineOf(text: string, details: string, currency: string): BankLine {
  const found = movement.exec(text);
  if (found === null) throw new NotAStatement(`“:61:${text.slice(0, 40)}” is not a movement`);
  const [, value = '', booked, side, , amount = '', , reference, bank_reference, more] = found;
  const valued_on = day(value);
  const { purpose, name, end_to_end } = detailsOf(details);
  return {
    // A reversed credit is money out, a reversed debit money in.
    amount_minor: (side === 'C' || side === 'RD' ? 1n : -1n) * amountOf(amount, currency),
    booked_on: booked === undefined ? valued_on : nearest(booked, valued_on), valued_on,
    reference: end_to_end ?? (/^NONREF/i.test(reference ?? '') ? null : wordsOf(reference)),
    bank_reference: wordsOf(bank_reference), counterparty: name, purpose: wordsOf(purpose, more),
  };
}

/** Field 86: free words, or ?20 to ?29 and ?60 to ?63 of purpose and ?32, ?33 of a name; SEPA words begin with SVWZ+, EREF+ … */
function detailsOf(text: string): { purpose: string | null; name: string | null; end_to_end: string | null } {
  if (!/\?\d{2}/.test(text)) return { purpose: wordsOf(text), name: null, end_to_end: null };
  const joined = text.replaceAll('\n', '');
  const parts = [...joined.matchAll(/\?(\d{2})([^?]*)/g)].map(([, number, words = '']) => ({ number: Number(number), words }));
  const written = parts.filter(({ number }) => (number >= 20 && number <= 29) || (number >= 60 && number <= 63)).map(({ words }) => words).join('');
  const marked = new Map([...written.matchAll(/(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+([\s\S]*?)(?=(?:EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+|$)/g)].map(([, mark = '', words = '']) => [mark, words]));
  const reference = wordsOf(marked.get('EREF'));
  return {
    purpose: wordsOf(marked.get('SVWZ') ?? (marked.size > 0 ? '' : written)), end_to_end: reference === 'NOTPROVIDED' ? null : reference,
    name: wordsOf(parts.filter(({ number }) => number === 32 || number === 33).map(({ words }) => words).join('')),
  };
}

/** YYMMDD; two-digit years are of 1980 to 2079, as SWIFT says. */
function day(text: string): string {
  const year = Number(text.slice(0, 2));
  return dayOf(`${year >= 80 ? '19' : '20'}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`);
}

/** MMDD in the year that brings it nearest to another day: a value of January may be booked in December. */
function nearest(text: string, to: string): string {
  const year = Number(to.slice(0, 4));
  const days = [year - 1, year, year + 1].map((each) => `${each}-${text.slice(0, 2)}-${text.slice(2, 4)}`).filter((each) => !Number.isNaN(Date.parse(each)));
  const far = (each: string): number => Math.abs(Date.parse(each) - Date.parse(to));
  return dayOf(days.toSorted((one, other) => far(one) - far(other))[0] ?? text);
}
