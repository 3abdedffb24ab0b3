import type { ReactNode } from 'react';

/** A column of a list. On a phone the columns become the lines of a card. */
export interface Column<Row> {
  id: string;
  /** Empty for a column of buttons. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS grid track, such as `120px` or `minmax(160px, 2fr)`. */
  width?: string;
  align?: 'end';
  /** Identifiers and medicines are never cut off: they wrap instead. */
  whole?: boolean;
  /** On a phone: the first line of the card, a labelled value (the default), a value alone, or nothing. */
  card?: 'title' | 'labelled' | 'plain' | 'hidden';
}

/** The grid of the columns, for CSS. */
export function tracks(columns: readonly Pick<Column<never>, 'width'>[]): string {
  return columns.map((column) => column.width ?? 'minmax(90px, 1fr)').join(' ');
}
