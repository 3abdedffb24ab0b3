/** A scanner types like nobody can: this fast between two characters, this many at least, ended by Enter. */
const between_keys_ms = 40;
const characters_min = 5;

interface Keystroke {
  key: string;
  at: number;
}

/**
 * Tells a barcode scanner from a person by the rhythm of the keys. Give it every keystroke; it gives the code back at the
 * Enter that ends a scan, else null.
 */
export function scanDetector(): (stroke: Keystroke) => string | null {
  let code = '';
  let last = 0;
  return ({ key, at }) => {
    const quick = at - last <= between_keys_ms;
    last = at;
    if (key === 'Enter') {
      // A key that is held down repeats as fast as a scanner types: no label is one character over and over.
      const scanned = quick && code.length >= characters_min && new Set(code).size > 1 ? code : null;
      code = '';
      return scanned;
    }
    if (key.length !== 1 || key === ' ') {
      // Shift comes between the characters of a scan; any other key ends it. No label holds a space: that is somebody's sentence.
      if (key !== 'Shift') code = '';
      return null;
    }
    code = quick ? code + key : key;
    return null;
  };
}
