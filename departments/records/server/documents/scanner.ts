/** Looks at the content of a file before it is kept; says why it must not be, or null. A port for a virus scanner. */
export type Scanner = (parts: AsyncIterable<Uint8Array>) => Promise<string | null>;

let scanner: Scanner | null = null;

/** Has every new file looked at; null, the default, looks at none. */
export function scanDocumentsWith(next: Scanner | null): void {
  scanner = next;
}

/** What the scanner of this hospital says. */
export const scan = async (parts: AsyncIterable<Uint8Array>): Promise<string | null> => (scanner === null ? null : scanner(parts));
