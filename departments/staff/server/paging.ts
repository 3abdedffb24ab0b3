import { z } from 'zod';
import { badInput } from '@openward/platform/http';

/** Where a page of a list ended: the values that order it, of its last row; the key comes last. */
export type Cursor = readonly string[];

/** A cursor as the caller keeps it: opaque, and refused when it was not made here. */
export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Reads back what `writeCursor` wrote; throws a 400 problem for anything else. */
export function readCursor(text: string | undefined, parts: number): Cursor | null {
  if (text === undefined) return null;
  try {
    const cursor = z.array(z.string()).length(parts).parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    z.uuid().parse(cursor.at(-1));
    return cursor;
  } catch {
    throw badInput('after', 'input.cursor', 'Is not where a page ended');
  }
}

/** Splits one row more than the page holds into the page and the cursor of the next. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => Cursor): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? writeCursor(cursorOf(last)) : null };
}

/** The words of a search box, each of which has to be found. */
export const wordsOf = (query: string | undefined): string[] => (query ?? '').split(/[\s,]+/u).filter((word) => word !== '').slice(0, 12);
