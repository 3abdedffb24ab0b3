/** What is printed on: its size, and which barcode can be scanned on it. */
export interface Medium {
  title: string;
  width_mm: number;
  height_mm: number;
  margin_mm: number;
  symbology: 'code128' | 'datamatrix';
  symbol_width_mm: number;
  symbol_height_mm: number;
  /** What is left for the name beside the two other lines and the symbol. */
  name_width_mm: number;
  name_height_mm: number;
}

/** Stock of the usual label printers. A DataMatrix is small enough to be scanned on the curve of a wrist. */
export const media = {
  label: {
    title: 'Label', width_mm: 62, height_mm: 29, margin_mm: 2, symbology: 'code128', symbol_width_mm: 40, symbol_height_mm: 8,
    name_width_mm: 58, name_height_mm: 9.5,
  },
  wristband: {
    title: 'Wristband', width_mm: 180, height_mm: 25, margin_mm: 3, symbology: 'datamatrix', symbol_width_mm: 17, symbol_height_mm: 17,
    name_width_mm: 152, name_height_mm: 11,
  },
} as const satisfies Record<string, Medium>;

export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/**
 * The size in which a name is set, in points: the largest at which all of it has room. A name is wrapped and never cut:
 * half a name is another person. Letters are reckoned as wide as capitals are.
 */
export function nameSize(name: string, { name_width_mm, name_height_mm }: Medium): number {
  const fits = (size: number): boolean => {
    // A third of a line is lost where words are wrapped.
    const lines = Math.ceil((name.length * size * 0.62) / points(name_width_mm) + 0.3);
    return lines * size * 1.2 <= points(name_height_mm);
  };
  return [12, 11, 10, 9, 8, 7, 6, 5, 4].find(fits) ?? 3;
}
