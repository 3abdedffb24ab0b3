import { readdir, readFile } from 'node:fs/promises';

/** Where money is reckoned: no number with a point in binary may come near it. */
const moneyFolders = ['departments/ledger', 'departments/billing', 'platform/money'];

const floats = /\bparseFloat\b|\.toFixed\(|\bNumber(?:\.parse\w+)?\(|\bNumber\b(?=\))|\bMath\.(?:round|floor|ceil|trunc|abs)\(|[\w)\]] \/ (?!\d[\d_]*n\b)[\w(]|\.toPrecision\(/gu;

/** What looks like it and is none: file, the words on the line, and what is counted there. */
const counts: readonly (readonly [file: string, words: string, what: string])[] = [
  ['departments/ledger/demo/seed.ts', 'today.slice(5, 7)', 'months'],
  ['departments/ledger/rules/bank/mt940.ts', 'number: Number(number)', 'the number of a field'],
  ['departments/ledger/rules/bank/mt940.ts', 'const year', 'years'],
  ['departments/ledger/rules/bank/mt940.ts', 'Date.parse', 'days'],
  ['departments/ledger/rules/bank/suggest.ts', 'Date.parse', 'days'],
  ['departments/ledger/rules/bank/xml.ts', 'Number(decimal)', 'the code of a letter'],
  ['departments/ledger/server/account.ts', 'line: Number(line)', 'the number of a line'],
  ['departments/ledger/web/periods/PeriodsScreen.tsx', 'const nextYear', 'years'],
  ['departments/billing/contract/reserved-receipt.ts', 'Is not the number of a receipt', 'the number of a receipt'],
  ['departments/billing/demo/till.ts', 'Math.floor(at * 0.7)', 'days'],
  ['departments/billing/rules/charge/services.ts', 'Math.ceil(lasted / per_minutes)', 'minutes'],
  ['departments/billing/rules/invoice/totals.ts', '/ (over * 2n)', 'whole minor units: bigint'],
  ['departments/billing/rules/invoice/ubl.ts', 'const percent', 'hundredths of a percent, printed'],
  ['departments/billing/rules/payment/exchange.ts', 'over + under / 2n', 'whole minor units: bigint'],
  ['departments/billing/rules/payment/tender.ts', '/ (2n * step)', 'whole minor units: bigint'],
  ['departments/billing/rules/price/amounts.ts', '/ (b * 2n)', 'whole minor units: bigint'],
  ['departments/billing/rules/price/choose.ts', '!== null)', 'whether there is one'],
  ['departments/billing/rules/price/percent.ts', 'whole + decimals', 'hundredths of a percent'],
  ['departments/billing/rules/price/percent.ts', 'printPercent', 'hundredths of a percent, printed'],
  ['departments/billing/rules/price/week.ts', 'const minuteOf', 'minutes'],
  ['departments/billing/rules/price/week.ts', 'const timeOf', 'minutes'],
  ['departments/billing/web/hours/HoursFields.tsx', 'weekdays.map(Number)', 'weekdays'],
  ['departments/billing/web/setting/InvoiceCard.tsx', 'reminder_days: reminder_days', 'days'],
  ['departments/billing/server/charge/procedures.sql.ts', 'end as minutes', 'minutes'],
  ['departments/billing/server/gateway/hook.ts', 'Date.now() / 1000', 'seconds'],
  ['departments/billing/server/gateway/signed.ts', 'now_seconds', 'seconds'],
  ['departments/billing/server/invoice/change.ts', 'numAffectedRows', 'rows'],
  ['departments/billing/server/invoice/charge.sql.ts', 'held ?? 0', 'rows'],
  ['departments/billing/server/invoice/paper.ts', 'tax_rate_bp / 100', 'hundredths of a percent, printed'],
  ['departments/billing/server/payment/strip.ts', 'mm * 72', 'millimetres of paper'],
  ['departments/billing/web/drawer/CountPieces.tsx', 'count: Number(count)', 'how many coins'],
  ['platform/money/allocate.ts', '(whole * weight) / sum', 'whole minor units: bigint'],
  ['platform/money/allocate.ts', '/ (step * 2n)', 'whole minor units: bigint'],
];

interface Float {
  at: string;
  text: string;
}

/** Lines of a source that make or divide a float. Comments, texts and regular expressions are not read. */
export function findFloats(file: string, source: string): Float[] {
  const bare = source.replaceAll(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replaceAll(/[^\n]/gu, ' '));
  return bare.split('\n').flatMap((line, at) => {
    const code = line.replace(/(^|\s)\/\/.*$/u, '').replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gu, "''");
    floats.lastIndex = 0;
    if (!floats.test(code) || counts.some(([where, words]) => where === file && line.includes(words))) return [];
    return [{ at: `${file}:${at + 1}`, text: line.trim() }];
  });
}

/** Exceptions that nothing needs any more. */
export async function unusedExceptions(): Promise<string[]> {
  const unused: string[] = [];
  for (const [file, words] of counts) if (!(await readFile(file, 'utf8')).includes(words)) unused.push(`${file}: ${words}`);
  return unused;
}

/** All of them in the folders of money; tests may reckon as they like. */
export async function floatsNearMoney(): Promise<Float[]> {
  const found: Float[] = [];
  for (const folder of moneyFolders) {
    for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
      const file = `${folder}/${name}`;
      if (!/\.tsx?$/u.test(name) || name.includes('node_modules') || /\.test\.tsx?$|\/test-[^/]+$|\/(fake-|judge\/)/u.test(file)) continue;
      found.push(...findFloats(file, await readFile(file, 'utf8')));
    }
  }
  return found;
}
