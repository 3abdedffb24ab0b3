import { addDays } from '@openward/platform/time';
import { printAmount } from '@openward/platform/money';
import { type JournalAccount, type JournalFormat, plain, rootOf } from './book.ts';

/** As Beancount reads it. Its balances are those of the morning, so they are asserted on the day after. */
export const beancount: JournalFormat = {
  head: (accounts, currencies, first_day) =>
    `option "title" "OpenWard"\n${currencies.map((code) => `option "operating_currency" "${code}"\n`).join('')}\n${accounts.map((account) => `${first_day} open ${nameOf(account)}\n`).join('')}\n`,
  entry({ id, number, business_date, kind, description, lines }) {
    const postings = lines.map(({ account, amount_minor, currency, party_id, cost_centre, memo }) => {
      const notes = [party_id && `    party: "${party_id}"\n`, cost_centre && `    costcentre: "${plain(cost_centre)}"\n`, memo && `    memo: "${plain(memo)}"\n`].filter(Boolean).join('');
      return `  ${nameOf(account)}  ${printAmount(amount_minor, currency)} ${currency}\n${notes}`;
    });
    return `${business_date} * "${plain(description)}"\n  number: "${number}"\n  kind: "${kind}"\n  entry: "${id}"\n${postings.join('')}\n`;
  },
  foot: (balances, last_day) =>
    balances.map(({ account, currency, amount_minor }) => `${addDays(last_day, 1)} balance ${nameOf(account)}  ${printAmount(amount_minor, currency)} ${currency}\n`).join(''),
};

const nameOf = ({ code, name, kind }: JournalAccount): string => {
  const words = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return `${rootOf[kind]}:${code.replaceAll('.', '-')}${words === '' ? '' : `-${words}`}`;
};
