const longest = 120;

/** A name that may stand in a header and on any disk: no path, no quotes, no control characters, not hidden, not too long. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*;]/gu, '').replaceAll(/\s+/g, ' ').replace(/^[.\s]+/, '').trim();
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 ? clean.slice(dot).slice(0, 12) : '';
  const stem = dot > 0 ? clean.slice(0, dot) : clean;
  return `${Array.from(stem).slice(0, longest - 20).join('').slice(0, longest - 20).trim() || 'document'}${ending}`.toWellFormed();
}
