/** What is printed on: its size, and which barcode can be scanned on it. */
export interface Medium {
  title: string;
  width_mm: number;
  height_mm: number;
  margin_mm: number;
  symbology: 'code128' | 'datamatrix';
  symbol_width_mm: number;
  symbol_height_mm: number;
}

/** Stock of the usual label printers. A DataMatrix is small enough to be scanned on the curve of a wrist. */
export const media = {
  label: {
    title: 'Label', width_mm: 62, height_mm: 29, margin_mm: 2, symbology: 'code128', symbol_width_mm: 40, symbol_height_mm: 8,
  },
  wristband: {
    title: 'Wristband', width_mm: 180, height_mm: 25, margin_mm: 3, symbology: 'datamatrix', symbol_width_mm: 17, symbol_height_mm: 17,
  },
} as const satisfies Record<string, Medium>;
