import { monthWords } from './search-months.ts';

/** A birth date as somebody typed it: any day from `from` up to, not including, `before`. */
export interface BirthRange {
  from: string;
  before: string;
}

export interface DateReader {
  /** The day it is, YYYY-MM-DD: nobody was born later. */
  today: string;
  /** 12/03 is 12 March where true, 3 December where false. The other way is read too, and comes second. */
  dayFirst: boolean;
}

const oldest = 1875;
const buddhistOffset = 543;

const plainWord = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[.’']/g, '')
    .toLowerCase();

const months = new Map(monthWords.flatMap((words, at) => words.split(' ').map((word) => [word, at + 1] as const)));

/** The number of the month that a word names, or null. */
export const monthNumber = (word: string): number | null => months.get(plainWord(word)) ?? null;

const two = (value: number) => String(value).padStart(2, '0');
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The years that a typed year can mean, likeliest first: 68 is 1968; 2511 in Thailand is 1968. */
function years(text: string, today: string): number[] {
  const thisYear = Number(today.slice(0, 4));
  const value = Number(text);
  if (text.length === 4) {
    if (value >= oldest && value <= thisYear) return [value];
    const western = value - buddhistOffset;
    return western >= oldest && western <= thisYear ? [western] : [];
  }
  if (text.length !== 2) return [];
  return [2000 + value, 1900 + value].filter((year) => year <= thisYear);
}

function wholeDay(yearText: string, month: number, day: number, today: string): BirthRange[] {
  return years(yearText, today).flatMap((year) => {
    // A name that is also a month (Jun Jun 1943) is no day: it fails every comparison.
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month))) return [];
    const from = `${year}-${two(month)}-${two(day)}`;
    if (from > today) return [];
    const next = new Date(Date.UTC(year, month - 1, day + 1));
    return [{ from, before: next.toISOString().slice(0, 10) }];
  });
}

function wholeMonth(yearText: string, month: number, today: string): BirthRange[] {
  if (yearText.length !== 4 || month < 1 || month > 12) return [];
  return years(yearText, today).flatMap((year) => {
    const from = `${year}-${two(month)}-01`;
    if (from > today) return [];
    return [{ from, before: month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01` }];
  });
}

const wholeYear = (yearText: string, today: string): BirthRange[] =>
  yearText.length === 4
    ? years(yearText, today).map((year) => ({ from: `${year}-01-01`, before: `${year + 1}-01-01` }))
    : [];

/** Reads 8 or 6 digits without separators: 19680312, 12031968, 120368. */
function fromDigits(digits: string, { today, dayFirst }: DateReader): BirthRange[] {
  const pair = (at: number) => Number(digits.slice(at, at + 2));
  const dayMonth = dayFirst ? ([0, 2] as const) : ([2, 0] as const);
  if (digits.length === 8) {
    const iso = wholeDay(digits.slice(0, 4), pair(4), pair(6), today);
    return iso.length > 0 ? iso : wholeDay(digits.slice(4), pair(dayMonth[1]), pair(dayMonth[0]), today);
  }
  return digits.length === 6 ? wholeDay(digits.slice(4), pair(dayMonth[1]), pair(dayMonth[0]), today) : [];
}

const digitsOnly = (text: string) => /^\d+$/.test(text);

/**
 * Every birth date that a run of one to three parts can mean, likeliest first; empty where it is none.
 * A part is digits or the name of a month: `['12','mar','1968']`, `['1968','03']`, `['12031968']`.
 */
export function readDate(parts: readonly string[], reader: DateReader): BirthRange[] {
  const { today, dayFirst } = reader;
  const [a = '', b = '', c = ''] = parts;
  const named = parts.map((part) => (digitsOnly(part) ? null : monthNumber(part)));
  if (parts.some((part, at) => !digitsOnly(part) && named[at] === null)) return [];

  if (parts.length === 1) return digitsOnly(a) ? (a.length === 4 ? wholeYear(a, today) : fromDigits(a, reader)) : [];

  if (parts.length === 2) {
    const [first, second] = named;
    if (first != null) return wholeMonth(b, first, today);
    if (second != null) return wholeMonth(a, second, today);
    return a.length === 4 ? wholeMonth(a, Number(b), today) : a.length <= 2 ? wholeMonth(b, Number(a), today) : [];
  }

  if (parts.length !== 3) return [];
  const [first, second] = named;
  if (first != null) return wholeDay(c, first, Number(b), today);
  if (second != null) {
    return a.length === 4 ? wholeDay(a, second, Number(c), today) : wholeDay(c, second, Number(a), today);
  }
  if (named[2] != null || b.length > 2) return [];
  if (a.length === 4) return c.length <= 2 ? wholeDay(a, Number(b), Number(c), today) : [];
  if (a.length > 2) return [];
  const readings = [wholeDay(c, Number(b), Number(a), today), wholeDay(c, Number(a), Number(b), today)];
  if (!dayFirst) readings.reverse();
  const all = readings.flat();
  return all.filter(({ from }, at) => all.findIndex((other) => other.from === from) === at);
}
