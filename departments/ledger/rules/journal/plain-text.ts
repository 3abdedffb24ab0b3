import { currencies, printAmount } from '@openward/platform/money';
import { type JournalAccount, type JournalFormat, plain, rootOf } from './book.ts';

/** As hledger and Ledger read it, both strictly: every account and commodity is declared, no word is taken for a tag. */
export const plainText: JournalFormat = {
  head(accounts, codes, _first_day) {
    const commodities = codes.map((code) => `commodity ${code}\n${formatOf(code)}`);
    return `; Journal of OpenWard\n\n${commodities.join('')}\n${accounts.map((account) => `account ${nameOf(account)}\n`).join('')}\n`;
  },
  entry({ id, number, business_date, kind, description, lines }) {
    const postings = lines.map(({ account, amount_minor, currency, party_id, cost_centre, memo }) => {
      const notes = [party_id && `party ${party_id}`, cost_centre && `cost centre ${words(cost_centre)}`, memo && words(memo)].filter(Boolean).join(', ');
      return `    ${nameOf(account)}  ${printAmount(amount_minor, currency)} ${currency}${notes === '' ? '' : `  ; ${notes}`}\n`;
    });
    return `${business_date} * (${number}) ${words(description)}\n    ; ${kind} ${id}\n${postings.join('')}\n`;
  },
  foot(balances, last_day) {
    if (balances.length === 0) return '';
    const asserted = balances.map(({ account, currency, amount_minor }) => `    ${nameOf(account)}  0 ${currency} = ${printAmount(amount_minor, currency)} ${currency}\n`);
    return `${last_day} * Balances after the last entry\n${asserted.join('')}`;
  },
};

/** hledger asks for a decimal mark, which Ledger does not take where there are no decimals: then neither is told. */
const formatOf = (code: string): string => {
  const digits = currencies.get(code)?.digits ?? 2;
  return digits === 0 ? '' : `    format 1000.${'0'.repeat(digits)} ${code}\n`;
};
/** Two spaces would end the name of an account. */
const nameOf = ({ code, name, kind }: JournalAccount): string => `${rootOf[kind]}:${code} ${words(name)}`;
/** A colon after a word would make it a tag, or an account within another. */
const words = (text: string): string => plain(text).replaceAll(':', ' ').replaceAll(/ {2,}/g, ' ').trim();
