import type { ReactNode } from 'react';

/**
 * A value from a record. It sits in `<bdi>`, because right-to-left text around it would otherwise turn `135–145` into
 * `145–135`. `script="latin"` is for numbers, codes, units and dates, which are always read from left to right.
 */
export function Value({ children, script }: { children: ReactNode; script?: 'latin' }) {
  return <bdi dir={script === 'latin' ? 'ltr' : 'auto'}>{children}</bdi>;
}

/** What a screen says where something is not recorded: words, never a question mark or a blank. */
export function Recorded({ children, otherwise }: { children: ReactNode; otherwise: string }) {
  const missing = children === null || children === undefined || children === '';
  return missing ? <span className="quiet">{otherwise}</span> : <Value>{children}</Value>;
}
