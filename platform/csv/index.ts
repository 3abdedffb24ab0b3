/** A cell that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
const cell = (text: string): string => {
  const safe = /^[=+@\t\r]|^-\D/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A row by RFC 4180. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
