import { printAmount } from '@openward/platform/money';
import { CannotWrite, type JournalEntry, type JournalFormat, type JournalLine, plain } from './book.ts';
import { byCurrency } from './rows.ts';

/** Columns 1 to 14 of a Buchungsstapel are ours, and 37; DATEV wants the others there, and empty. */
const columns: readonly string[] = [
  'Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz', 'Kurs', 'Basis-Umsatz', 'WKZ Basis-Umsatz', 'Konto', 'Gegenkonto (ohne BU-Schlüssel)', 'BU-Schlüssel', 'Belegdatum',
  'Belegfeld 1', 'Belegfeld 2', 'Skonto', 'Buchungstext', 'Postensperre', 'Diverse Adressnummer', 'Geschäftspartnerbank', 'Sachverhalt', 'Zinssperre', 'Beleglink',
  ...numbered('Beleginfo', 8), 'KOST1 - Kostenstelle', 'KOST2 - Kostenstelle', 'KOST-Menge', 'EU-Mitgliedstaat u. USt-IdNr.', 'EU-Steuersatz', 'Abw. Versteuerungsart', 'Sachverhalt L+L',
  'Funktionsergänzung L+L', 'BU 49 Hauptfunktionstyp', 'BU 49 Hauptfunktionsnummer', 'BU 49 Funktionsergänzung', ...numbered('Zusatzinformation', 20), 'Stück', 'Gewicht', 'Zahlweise', 'Forderungsart',
  'Veranlagungsjahr', 'Zugeordnete Fälligkeit', 'Skontotyp', 'Auftragsnummer', 'Buchungstyp', 'USt-Schlüssel (Anzahlungen)', 'EU-Mitgliedstaat (Anzahlungen)', 'Sachverhalt L+L (Anzahlungen)',
  'EU-Steuersatz (Anzahlungen)', 'Erlöskonto (Anzahlungen)', 'Herkunft-Kz', 'Leerfeld', 'KOST-Datum', 'SEPA-Mandatsreferenz', 'Skontosperre', 'Gesellschaftername', 'Beteiligtennummer',
  'Identifikationsnummer', 'Zeichnernummer', 'Postensperre bis', 'Bezeichnung SoBil-Sachverhalt', 'Kennzeichen SoBil-Buchung', 'Festschreibung', 'Leistungsdatum', 'Datum Zuord. Steuerperiode',
];
const cost_centre_place = columns.indexOf('KOST1 - Kostenstelle');

/**
 * DATEV, EXTF Buchungsstapel with header 700, format version 9 (developer.datev.de, “DATEV-Format”, “Buchungsstapel”). A row moves one amount from one
 * account to another: an entry of several lines is split into pairs, which have its number (Belegfeld 1). A stack lies within one year, since a day
 * has none; accounts are digits of one length. Adviser 1001 and client 1 are asked for again when it is imported.
 */
export const datev: JournalFormat = {
  head(accounts, currencies, first_day, last_day) {
    const [length = 4, ...others] = [...new Set(accounts.map(({ code }) => code.length))];
    const odd = accounts.find(({ code }) => !/^\d{4,8}$/.test(code));
    if (odd !== undefined || others.length > 0) throw new CannotWrite(`DATEV takes accounts of four to eight digits, all of one length${odd === undefined ? '' : `; ${odd.code} is none`}`);
    if (first_day.slice(0, 4) !== last_day.slice(0, 4)) throw new CannotWrite('DATEV takes one year at a time');
    const day = (text: string): string => text.replaceAll('-', '');
    const currency = currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? 'EUR');
    const meta = [
      '"EXTF"', '700', '21', '"Buchungsstapel"', '9', `${day(last_day)}000000000`, '', '"OW"', '"OpenWard"', '""', '1001', '1', `${last_day.slice(0, 4)}0101`, String(length), day(first_day), day(last_day),
      '"OpenWard"', '""', '1', '0', '0', `"${currency}"`, '', '""', '', '', '""', '', '', '""', '""',
    ];
    return `\uFEFF${meta.join(';')}\r\n${columns.map((name) => `"${name}"`).join(';')}\r\n`;
  },
  entry: (entry) => byCurrency(entry.lines).flatMap(({ lines }) => pairsOf(lines).map((pair) => rowOf(entry, pair))).join(''),
  foot: () => '',
};

interface Pair { debit: JournalLine; credit: JournalLine; amount_minor: bigint }

/** Debits and credits in their order, each used up before the next: as many rows as needed, and their sums are those of the lines. */
export function pairsOf(lines: readonly JournalLine[]): Pair[] {
  const debits = lines.filter(({ amount_minor }) => amount_minor > 0n).map((line) => ({ line, open: line.amount_minor }));
  const credits = lines.filter(({ amount_minor }) => amount_minor < 0n).map((line) => ({ line, open: -line.amount_minor }));
  const pairs: Pair[] = [];
  for (let [debit, credit] = [debits.shift(), credits.shift()]; debit !== undefined && credit !== undefined;) {
    const amount_minor = debit.open < credit.open ? debit.open : credit.open;
    pairs.push({ debit: debit.line, credit: credit.line, amount_minor });
    debit.open -= amount_minor;
    credit.open -= amount_minor;
    if (debit.open === 0n) debit = debits.shift();
    if (credit.open === 0n) credit = credits.shift();
  }
  return pairs;
}

function rowOf({ number, business_date, description }: JournalEntry, { debit, credit, amount_minor }: Pair): string {
  const { currency } = debit;
  const cells: string[] = columns.map(() => '');
  const own = [
    printAmount(amount_minor, currency).replace('.', ','), '"S"', `"${currency}"`, '', '', '', debit.account.code, credit.account.code, '', `${business_date.slice(8, 10)}${business_date.slice(5, 7)}`,
    `"OW${number}"`, '', '', quoted(debit.memo ?? credit.memo ?? description, 60),
  ];
  for (const [place, text] of own.entries()) cells[place] = text;
  const centre = debit.cost_centre ?? credit.cost_centre;
  if (centre !== null) cells[cost_centre_place] = quoted(centre, 36);
  return `${cells.join(';')}\r\n`;
}

const quoted = (text: string, most: number): string => `"${[...plain(text)].slice(0, most).join('')}"`;

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_each, at) => [`${name} - Art ${at + 1}`, `${name} - Inhalt ${at + 1}`]).flat();
}
