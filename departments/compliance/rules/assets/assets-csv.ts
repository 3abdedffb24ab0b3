import { csvRow } from '@openward/platform/csv';

interface Line {
  kind: string;
  code: string;
  where: string;
  version: string | null;
  holds: string;
  protection: string;
  seen_at: string | null;
  state: string;
  in_charge: readonly string[];
}

/** The inventory for a spreadsheet, a line to each asset. */
export const assetsCsv = (lines: readonly Line[]): string => [
  ['kind', 'asset', 'where', 'version', 'holds', 'protection', 'seen', 'since the last review', 'in charge'],
  ...lines.map(({ kind, code, where, version, holds, protection, seen_at, state, in_charge }) => [kind, code, where, version ?? '', holds, protection, seen_at ?? '', state, in_charge.join(', ')]),
].map(csvRow).join('');
