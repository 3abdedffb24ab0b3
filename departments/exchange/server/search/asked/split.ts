/** Cuts at a character that is not escaped by a backslash; the parts keep their escapes. */
export function splitAt(text: string, mark: ',' | '|' | '$'): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\' && at + 1 < text.length) part += character + text[(at += 1)]!;
    else if (character === mark) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

/** What was written, without the backslashes before commas, bars, dollars and backslashes. */
export function unescaped(text: string): string {
  return text.replace(/\\([,|$\\])/g, '$1');
}
