import { words } from '@openward/platform/ui';

/** How an abnormal result is shown: a shape, a letter, a colour and a word, so that none of them speaks alone. */
export interface Flag {
  sign: string;
  letter: string;
  word: string;
  tone: 'high' | 'low' | 'critical' | 'abnormal';
}

const flags: Readonly<Record<string, Flag>> = {
  H: { sign: '▲', letter: 'H', word: words('High'), tone: 'high' },
  HU: { sign: '▲', letter: 'H', word: words('Significantly high'), tone: 'high' },
  L: { sign: '▼', letter: 'L', word: words('Low'), tone: 'low' },
  LU: { sign: '▼', letter: 'L', word: words('Significantly low'), tone: 'low' },
  HH: { sign: '▲▲', letter: 'HH', word: words('Critically high'), tone: 'critical' },
  LL: { sign: '▼▼', letter: 'LL', word: words('Critically low'), tone: 'critical' },
  A: { sign: '◆', letter: 'A', word: words('Abnormal'), tone: 'abnormal' },
  AA: { sign: '◆◆', letter: 'AA', word: words('Critically abnormal'), tone: 'critical' },
  POS: { sign: '◆', letter: '+', word: words('Positive'), tone: 'abnormal' },
  R: { sign: '◆', letter: 'R', word: words('Resistant'), tone: 'abnormal' },
  high: { sign: '▲', letter: '!', word: words('High risk'), tone: 'critical' },
};

/** The flag of a line; null where nothing is abnormal. A code that nobody knows is still shown, as abnormal. */
export function flagOf(code: string | null): Flag | null {
  if (code === null || ['N', 'NEG', 'S', 'low', 'unable-to-assess', 'ND', 'NR'].includes(code)) return null;
  return flags[code] ?? { sign: '◆', letter: code, word: words('Abnormal'), tone: 'abnormal' };
}
