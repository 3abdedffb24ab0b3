import type { GrowthIndicator } from '../../contract/growth.ts';
import type { Lms } from './lms.ts';

export interface LmsRow extends Lms {
  indicator: GrowthIndicator;
  sex: 'male' | 'female';
  axis: 'day' | 'month' | 'cm';
  at: number;
}

/** Why a file could not be read. `line` counts from 1. */
export interface LmsFault {
  line: number;
  reason: string;
}

// Names of WHO’s own files: the expanded tables and the tables of the Anthro and AnthroPlus programs.
const names: readonly (readonly [RegExp, GrowthIndicator])[] = [
  [/^(wfl|weight[-_ ]?for[-_ ]?length)/i, 'weight_for_length'],
  [/^(wfh|weight[-_ ]?for[-_ ]?height)/i, 'weight_for_height'],
  [/^(wfa|wei|weight[-_ ]?for[-_ ]?age)/i, 'weight_for_age'],
  [/^(lhfa|lfa|hfa|len|length|height)/i, 'length_for_age'],
  [/^(hcfa|hc|head)/i, 'head_circumference_for_age'],
  [/^(bfa|bmi)/i, 'body_mass_index_for_age'],
];

const most_rows = 20_000;

/**
 * Reads a table of LMS values as WHO publishes it: a header, then a row for each age or length, separated by tabs, commas,
 * semicolons or spaces. The file’s name says what it is of (`wfa_girls_0-to-5-years_zscores.txt`, `weianthro.txt`).
 */
export function parseLms(file: string, content: string): { rows: LmsRow[] } | { fault: LmsFault } {
  const fault = (line: number, reason: string) => ({ fault: { line, reason } });
  const indicator = names.find(([name]) => name.test(file))?.[1];
  if (indicator === undefined) return fault(1, 'the name of the file says no indicator that is known, such as wfa, lhfa, hcfa, bfa, wfl or wfh');
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const cells = (line: string) => (/[\t;]/.test(line) ? line.split(/[\t;]/) : line.includes(',') ? line.split(',') : line.trim().split(/\s+/)).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const header = cells(lines[0] ?? '').map((cell) => cell.toLowerCase());
  const column = (...wanted: string[]) => header.findIndex((cell) => wanted.includes(cell));
  const [l, m, s, sexAt] = [column('l'), column('m'), column('s'), column('sex')];
  const place = column('day', 'days', 'age', 'month', 'months', 'length', 'height');
  if (l < 0 || m < 0 || s < 0 || place < 0) return fault(1, 'its header has no columns L, M, S and an age or length');
  const axis = axisOf(header[place]!, indicator, file);
  const named = /boy|male(?<!female)|_b_/i.test(file) ? 'male' : /girl|female|_g_/i.test(file) ? 'female' : undefined;
  if (sexAt < 0 && named === undefined) return fault(1, 'neither its name nor a column sex says whether it is of boys or of girls');
  const rows: LmsRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const own = cells(line);
    const number = (at: number) => (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(own[at] ?? '') ? Number(own[at]) : Number.NaN);
    const row = { at: number(place), l: number(l), m: number(m), s: number(s) };
    const sex = sexAt < 0 ? named : ({ 1: 'male', 2: 'female' } as const)[own[sexAt] as '1'];
    if (Object.values(row).some(Number.isNaN) || row.at < 0 || row.m <= 0 || row.s <= 0) return fault(index + 1, 'this is not a row of numbers: age or length, L, M, S');
    if (sex === undefined) return fault(index + 1, 'the sex is 1 (boys) or 2 (girls)');
    if (rows.length === most_rows) return fault(index + 1, `it has more than ${most_rows} rows`);
    rows.push({ indicator, sex, axis, ...row });
  }
  return rows.length === 0 ? fault(1, 'it has no rows') : { rows };
}

function axisOf(name: string, indicator: GrowthIndicator, file: string): LmsRow['axis'] {
  if (indicator === 'weight_for_length' || indicator === 'weight_for_height') return 'cm';
  if (name.startsWith('month')) return 'month';
  // AnthroPlus counts its ages in months, Anthro in days.
  return name === 'age' && /2007/.test(file) ? 'month' : 'day';
}
