/** Sums of the named columns, for each key, in the order in which the keys come. */
export function sumBy<Column extends string, Row extends Record<Column, bigint>>(rows: readonly Row[], keyOf: (row: Row) => string, columns: readonly Column[]): { key: string; sums: Record<Column, bigint> }[] {
  const sums = new Map<string, Record<Column, bigint>>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = sums.get(key);
    sums.set(key, Object.fromEntries(columns.map((column) => [column, (before?.[column] ?? 0n) + row[column]])) as Record<Column, bigint>);
  }
  return [...sums].map(([key, total]) => ({ key, sums: total }));
}
